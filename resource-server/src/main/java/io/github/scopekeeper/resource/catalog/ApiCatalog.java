package io.github.scopekeeper.resource.catalog;

import io.github.scopekeeper.core.catalog.Ownership;
import io.github.scopekeeper.core.catalog.RiskLevel;
import io.github.scopekeeper.core.catalog.ScopeCatalog;
import io.github.scopekeeper.core.catalog.ScopeDefinition;
import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.implication.Closure;
import io.github.scopekeeper.core.recentauth.RecentAuthPolicy;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the realm's scopes mean to an API: which scope is held with which other, by implication or
 * as an older name of the same. Immutable; everything is worked out when it is made, so that a
 * check costs a look or two.
 */
public final class ApiCatalog {

  private static final String OWN_SUFFIX = ":own";

  private final ScopeCatalog catalog;
  private final Closure<ScopeName> held;
  private final Map<ScopeName, Set<ScopeName>> holders = new HashMap<>();
  private final Map<ScopeName, Duration> maxAges = new HashMap<>();
  private final Set<ScopeName> privileged = new HashSet<>();
  private final Set<ScopeName> own = new HashSet<>();

  private ApiCatalog(ScopeCatalog catalog, Duration defaultMaxAge) {
    this.catalog = catalog;
    Map<ScopeName, Set<ScopeName>> edges = edges(catalog);
    this.held = Closure.of(edges.keySet(), name -> edges.getOrDefault(name, Set.of()));
    for (ScopeName name : edges.keySet()) {
      Set<ScopeName> all = expand(Set.of(name));
      all.forEach(other -> holders.computeIfAbsent(other, n -> new HashSet<>()).add(name));
      definitions(all)
          .filter(ScopeDefinition::requiresReauthentication)
          .map(definition -> definition.maxAuthenticationAge().orElse(defaultMaxAge))
          .min(Duration::compareTo)
          .ifPresent(age -> maxAges.put(name, age));
    }
    edges.keySet().stream().filter(this::isPrivilegedByAnyName).forEach(privileged::add);
    edges.keySet().stream().filter(this::isOwnByAnyName).forEach(own::add);
  }

  private Stream<ScopeDefinition> definitions(Set<ScopeName> names) {
    return names.stream().flatMap(name -> catalog.get(name).stream());
  }

  /**
   * @param defaultMaxAge how old a login may be for scopes that need a recent one and do not say
   */
  public static ApiCatalog of(Collection<ScopeDefinition> definitions, Duration defaultMaxAge) {
    return new ApiCatalog(ScopeCatalog.of(definitions), defaultMaxAge);
  }

  /** A catalog in which every scope stands for itself alone. */
  public static ApiCatalog empty() {
    return of(List.of(), RecentAuthPolicy.DEFAULT_MAX_AGE);
  }

  private static Map<ScopeName, Set<ScopeName>> edges(ScopeCatalog catalog) {
    Map<ScopeName, Set<ScopeName>> edges = new HashMap<>();
    Set<ScopeName> shared = sharedAliases(catalog);
    for (ScopeDefinition definition : catalog.all()) {
      Set<ScopeName> own = edges.computeIfAbsent(definition.name(), n -> new LinkedHashSet<>());
      own.addAll(definition.implied());
      definition.aliases().stream().filter(alias -> !shared.contains(alias)).forEach(own::add);
      for (ScopeName alias : definition.aliases()) {
        edges.computeIfAbsent(alias, n -> new LinkedHashSet<>()).add(definition.name());
      }
    }
    return edges;
  }

  /** What was split in two stood for both; neither of them is the other. */
  private static Set<ScopeName> sharedAliases(ScopeCatalog catalog) {
    Set<ScopeName> seen = new HashSet<>();
    return catalog.all().stream()
        .flatMap(definition -> definition.aliases().stream())
        .filter(alias -> !seen.add(alias))
        .collect(Collectors.toSet());
  }

  /** The older and the newer names are the same permission: the strictest entry counts. */
  private boolean isPrivilegedByAnyName(ScopeName name) {
    return definitions(sameAs(name)).anyMatch(ScopeDefinition::privileged);
  }

  private boolean isOwnByAnyName(ScopeName name) {
    return sameAs(name).stream()
        .anyMatch(
            n ->
                catalog
                    .get(n)
                    .flatMap(ScopeDefinition::ownership)
                    .map(Ownership.OWN::equals)
                    .orElseGet(() -> isNamedOwn(n)));
  }

  private static boolean isNamedOwn(ScopeName name) {
    return name.value().endsWith(OWN_SUFFIX);
  }

  private Set<ScopeName> sameAs(ScopeName name) {
    Set<ScopeName> same = new HashSet<>(Set.of(name));
    held.from(name).stream().filter(other -> held.from(other).contains(name)).forEach(same::add);
    return same;
  }

  /** These scopes and everything that is held with them. */
  public Set<ScopeName> expand(Collection<ScopeName> names) {
    Set<ScopeName> expanded = new LinkedHashSet<>(names);
    names.forEach(name -> expanded.addAll(held.from(name)));
    return expanded;
  }

  /** Whether who has been granted these scopes holds this one. */
  public boolean holds(Set<ScopeName> granted, ScopeName name) {
    return granted.contains(name) || haveCommon(granted, holders.getOrDefault(name, Set.of()));
  }

  /** Looks through the smaller: a thousand scopes may include one that all have. */
  private static boolean haveCommon(Set<ScopeName> one, Set<ScopeName> other) {
    boolean larger = one.size() > other.size();
    Set<ScopeName> all = larger ? one : other;
    for (ScopeName name : larger ? other : one) {
      if (all.contains(name)) {
        return true;
      }
    }
    return false;
  }

  /** How old a login may be for this scope; empty: any login will do. */
  public Optional<Duration> maxAuthenticationAge(ScopeName name) {
    return Optional.ofNullable(maxAges.get(name));
  }

  /** Whether using this scope is written down. */
  public boolean isPrivileged(ScopeName name) {
    return privileged.contains(name);
  }

  /** Whether it reaches only what belongs to the user. */
  public boolean isOwn(ScopeName name) {
    return own.contains(name) || (catalog.get(name).isEmpty() && isNamedOwn(name));
  }

  /** Whether it stands in the catalog, by itself or as another's older name or part. */
  public boolean isKnown(ScopeName name) {
    return holders.containsKey(name);
  }

  /** The scopes that need a fresh login or are written down. */
  Set<ScopeName> guarded() {
    Set<ScopeName> guarded = new HashSet<>(maxAges.keySet());
    guarded.addAll(privileged);
    return guarded;
  }

  /**
   * Whether apps may be told of it before they need it: it is known, and nothing dangerous is in
   * it. A scope that is not known may be hidden.
   */
  public boolean isHarmless(ScopeName name) {
    return isKnown(name)
        && maxAuthenticationAge(name).isEmpty()
        && definitions(expand(Set.of(name))).noneMatch(ApiCatalog::isDangerous);
  }

  private static boolean isDangerous(ScopeDefinition definition) {
    return definition.privileged() || definition.risk() == RiskLevel.HIGH;
  }

  /** What the entry of a scope says; empty where there is none. */
  public Optional<ScopeDefinition> get(ScopeName name) {
    return catalog.get(name);
  }

  /** How many scopes it defines. */
  public int size() {
    return catalog.all().size();
  }
}
