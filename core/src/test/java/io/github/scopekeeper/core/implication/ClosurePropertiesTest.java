package io.github.scopekeeper.core.implication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.core.catalog.RiskLevel;
import io.github.scopekeeper.core.catalog.ScopeCatalog;
import io.github.scopekeeper.core.catalog.ScopeDefinition;
import io.github.scopekeeper.core.catalog.ScopeName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ClosurePropertiesTest {

  private static final Arbitrary<ScopeName> NAMES =
      Arbitraries.integers().between(0, 14).map(i -> ScopeName.of("s" + i));

  /** Any graph over 15 scopes, cycles and unknown targets included. */
  @Provide
  Arbitrary<ScopeCatalog> catalogs() {
    return Arbitraries.maps(NAMES, NAMES.set().ofMaxSize(4)).ofMaxSize(12).map(this::catalog);
  }

  private ScopeCatalog catalog(Map<ScopeName, Set<ScopeName>> edges) {
    List<ScopeDefinition> definitions = new ArrayList<>();
    edges.forEach(
        (name, implied) -> {
          Set<ScopeName> others = new HashSet<>(implied);
          others.remove(name);
          definitions.add(ScopeDefinition.named(name.value()).implies(others).build());
        });
    return ScopeCatalog.of(definitions);
  }

  @Provide
  Arbitrary<Set<ScopeName>> requests() {
    return NAMES.set().ofMaxSize(6);
  }

  @Property
  void containsItsInput(@ForAll("catalogs") ScopeCatalog c, @ForAll("requests") Set<ScopeName> r) {
    assertThat(c.expand(r)).containsAll(r);
  }

  @Property
  void isIdempotent(@ForAll("catalogs") ScopeCatalog c, @ForAll("requests") Set<ScopeName> r) {
    assertThat(c.expand(c.expand(r))).isEqualTo(c.expand(r));
  }

  @Property
  void isMonotone(
      @ForAll("catalogs") ScopeCatalog c,
      @ForAll("requests") Set<ScopeName> r,
      @ForAll("requests") Set<ScopeName> more) {
    Set<ScopeName> both = new HashSet<>(r);
    both.addAll(more);
    assertThat(c.expand(both)).containsAll(c.expand(r)).containsAll(c.expand(more));
  }

  @Property
  void addsOnlyWhatIsReachableAndAllOfIt(
      @ForAll("catalogs") ScopeCatalog c, @ForAll("requests") Set<ScopeName> r) {
    Set<ScopeName> slow = new HashSet<>(r);
    for (int before = -1; before != slow.size(); ) {
      before = slow.size();
      slow.addAll(
          slow.stream()
              .flatMap(name -> c.get(name).stream())
              .flatMap(definition -> definition.implied().stream())
              .collect(Collectors.toSet()));
    }
    assertThat(c.expand(r)).isEqualTo(slow);
  }

  @Property
  void theMembersOfACycleImplyEachOtherAndNoneItself(@ForAll("catalogs") ScopeCatalog c) {
    for (ScopeDefinition definition : c.all()) {
      ScopeName name = definition.name();
      assertThat(c.implied(name)).doesNotContain(name);
      Closure.cycleThrough(name, n -> c.get(n).map(ScopeDefinition::implied).orElse(Set.of()))
          .ifPresent(
              path -> assertThat(c.implied(name)).containsAll(path.subList(1, path.size() - 1)));
    }
  }

  @Property
  void whatOnlyAScopeThatIsNotAdmittedLeadsToIsLeftOut(
      @ForAll("catalogs") ScopeCatalog c,
      @ForAll("requests") Set<ScopeName> r,
      @ForAll("requests") Set<ScopeName> refused) {
    Set<ScopeName> slow = new HashSet<>(r);
    for (int before = -1; before != slow.size(); ) {
      before = slow.size();
      slow.addAll(
          slow.stream()
              .flatMap(name -> c.get(name).stream())
              .flatMap(definition -> definition.implied().stream())
              .filter(name -> !refused.contains(name))
              .collect(Collectors.toSet()));
    }
    assertThat(c.expand(r, name -> !refused.contains(name))).isEqualTo(slow);
  }

  @Property
  void theRiskOfAScopeIsTheGreatestOfAllThatItImplies(
      @ForAll("catalogs") ScopeCatalog c, @ForAll("risks") List<RiskLevel> risks) {
    ScopeCatalog risky = withRisks(c, risks);
    for (ScopeDefinition definition : risky.all()) {
      RiskLevel greatest =
          risky.expand(Set.of(definition.name())).stream()
              .flatMap(name -> risky.get(name).stream())
              .map(ScopeDefinition::risk)
              .max(Comparator.naturalOrder())
              .orElseThrow();
      assertThat(risky.riskOf(definition.name())).contains(greatest);
    }
  }

  @Provide
  Arbitrary<List<RiskLevel>> risks() {
    return Arbitraries.of(RiskLevel.class).list().ofSize(15);
  }

  private static ScopeCatalog withRisks(ScopeCatalog catalog, List<RiskLevel> risks) {
    List<ScopeDefinition> definitions = new ArrayList<>();
    for (ScopeDefinition definition : catalog.all()) {
      definitions.add(
          ScopeDefinition.named(definition.name().value())
              .implies(definition.implied())
              .risk(risks.get(definitions.size()))
              .build());
    }
    return ScopeCatalog.of(definitions);
  }
}
