package io.github.scopekeeper.resource.catalog;

import io.github.scopekeeper.core.catalog.Ownership;
import io.github.scopekeeper.core.catalog.RiskLevel;
import io.github.scopekeeper.core.catalog.ScopeCatalog;
import io.github.scopekeeper.core.catalog.ScopeDefinition;
import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.implication.Circles;
import io.github.scopekeeper.core.recentauth.RecentAuthPolicy;
import io.github.scopekeeper.core.token.TokenReading;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What the realm's scopes mean to an API. Immutable; what a check asks is worked out when it is
 * made, in time and memory that grow with its length, so that a check costs a look or two.
 */
public final class ApiCatalog {

  private static final String OWN_SUFFIX = ":own";
  private static final ApiCatalog EMPTY = of(List.of(), RecentAuthPolicy.DEFAULT_MAX_AGE);

  private final ScopeCatalog catalog;
  private final TokenReading literal;
  private final TokenReading expanding;
  private final Set<ScopeName> known = new HashSet<>();
  private final Map<ScopeName, Duration> maxAges;
  private final Set<ScopeName> privileged;
  private final Set<ScopeName> own;
  private final Set<ScopeName> dangerous;

  private ApiCatalog(ScopeCatalog catalog, Duration defaultMaxAge) {
    this.catalog = catalog;
    this.literal = TokenReading.literal(catalog);
    this.expanding = TokenReading.expanding(catalog);
    for (ScopeDefinition definition : catalog.all()) {
      known.add(definition.name());
      known.addAll(definition.implied());
      known.addAll(definition.aliases());
    }
    this.maxAges = expanding.firstRelated(ownMaxAges(defaultMaxAge), Comparator.naturalOrder());
    this.privileged = thoseWith(literal, name -> is(name, ScopeDefinition::privileged));
    this.own = thoseWith(literal, this::isOwnByThisName);
    this.dangerous = thoseWith(expanding, name -> is(name, ApiCatalog::isDangerous));
  }

  /**
   * @param defaultMaxAge how old a login may be for scopes that need a recent one and do not say
   */
  public static ApiCatalog of(Collection<ScopeDefinition> definitions, Duration defaultMaxAge) {
    return new ApiCatalog(ScopeCatalog.of(definitions), defaultMaxAge);
  }

  /** A catalog in which every scope stands for itself alone. */
  public static ApiCatalog empty() {
    return EMPTY;
  }

  private Map<ScopeName, Duration> ownMaxAges(Duration defaultMaxAge) {
    return catalog.all().stream()
        .filter(ScopeDefinition::requiresReauthentication)
        .collect(
            Collectors.toMap(
                ScopeDefinition::name,
                definition -> definition.maxAuthenticationAge().orElse(defaultMaxAge)));
  }

  /** The scopes that have this themselves, and those that are read as one that has it. */
  private Set<ScopeName> thoseWith(TokenReading reading, Predicate<ScopeName> itself) {
    Map<ScopeName, Boolean> having =
        known.stream().filter(itself).collect(Collectors.toMap(name -> name, name -> true));
    return Set.copyOf(reading.firstRelated(having, Comparator.naturalOrder()).keySet());
  }

  private boolean is(ScopeName name, Predicate<ScopeDefinition> quality) {
    return catalog.get(name).filter(quality).isPresent();
  }

  private static boolean isDangerous(ScopeDefinition definition) {
    return definition.privileged() || definition.risk() == RiskLevel.HIGH;
  }

  private boolean isOwnByThisName(ScopeName name) {
    return catalog
        .get(name)
        .flatMap(ScopeDefinition::ownership)
        .map(Ownership.OWN::equals)
        .orElseGet(() -> isNamedOwn(name));
  }

  private static boolean isNamedOwn(ScopeName name) {
    return name.value().endsWith(OWN_SUFFIX);
  }

  /**
   * How a token's scopes are read.
   *
   * @param expand whether a token is good for what its scopes include, too, though it does not say
   */
  public TokenReading reading(boolean expand) {
    return expand ? expanding : literal;
  }

  /**
   * How old a login may be for this scope, and so for what it includes; empty: any login will do.
   */
  public Optional<Duration> maxAuthenticationAge(ScopeName name) {
    return Optional.ofNullable(maxAges.get(name));
  }

  /**
   * Whether using this scope is written down. The older and the newer names are the same
   * permission: the strictest entry counts.
   */
  public boolean isPrivileged(ScopeName name) {
    return privileged.contains(name);
  }

  /** Whether it reaches only what belongs to the user, by any of its names. */
  public boolean isOwn(ScopeName name) {
    return own.contains(name) || (catalog.get(name).isEmpty() && isNamedOwn(name));
  }

  /** Whether it stands in the catalog, by itself or as another's older name or part. */
  public boolean isKnown(ScopeName name) {
    return known.contains(name);
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
    return isKnown(name) && maxAuthenticationAge(name).isEmpty() && !dangerous.contains(name);
  }

  /** These scopes without those that include another of them, unless it includes them too. */
  public Set<ScopeName> leastOf(Set<ScopeName> names) {
    Map<ScopeName, Integer> circles = Circles.number(names, expanding::relatedTo);
    Map<ScopeName, Integer> own = new HashMap<>(circles);
    own.keySet().retainAll(names);
    Map<ScopeName, Integer> furthest = expanding.firstRelated(own, Comparator.reverseOrder());
    return names.stream()
        .filter(name -> furthest.get(name).equals(circles.get(name)))
        .collect(Collectors.toCollection(LinkedHashSet::new));
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
