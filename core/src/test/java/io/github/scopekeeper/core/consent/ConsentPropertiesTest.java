package io.github.scopekeeper.core.consent;

import static io.github.scopekeeper.core.catalog.ScopeDefinition.named;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.core.catalog.AvailableScopes;
import io.github.scopekeeper.core.catalog.RiskLevel;
import io.github.scopekeeper.core.catalog.ScopeCatalog;
import io.github.scopekeeper.core.catalog.ScopeDefinition;
import io.github.scopekeeper.core.catalog.ScopeName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever the catalog, the earlier answers and the new one: nothing is granted unseen. */
class ConsentPropertiesTest {

  private static final int SCOPES = 8;

  /** A world made of dice: which scopes there are, and what the user has said of them. */
  private static final class Case {
    final Random random;
    final ScopeCatalog catalog;
    final Set<ScopeName> available;
    final Set<ScopeName> denied;
    final Set<ScopeName> held;
    final ConsentPlan.Ask ask;
    final ConsentPolicy policy;

    Case(long seed) {
      random = new Random(seed);
      catalog = ScopeCatalog.of(IntStream.range(0, SCOPES).mapToObj(this::scope).toList());
      available = some(0.8);
      denied = some(0.3);
      Set<ScopeName> allowed = some(0.3);
      denied.removeAll(allowed);
      AvailableScopes scopes = new AvailableScopes(available::contains, available::contains);
      held = HeldScopes.of(catalog, allowed, denied, scopes);
      List<ConsentItem> items = new ArrayList<>();
      some(0.5).stream()
          .filter(available::contains)
          .forEach(
              s ->
                  items.add(
                      new ConsentItem(
                          s, random.nextInt(4) == 0, held.contains(s), Optional.empty())));
      ask = new ConsentPlan.Ask(items, held, true, Map.of());
      policy = new ConsentPolicy(catalog, ConsentRules.DEFAULTS, scopes, denied::contains);
    }

    private ScopeDefinition scope(int i) {
      String[] implied =
          some(0.25).stream()
              .map(ScopeName::value)
              .filter(name -> !name.equals("s" + i))
              .toArray(String[]::new);
      RiskLevel risk = RiskLevel.values()[random.nextInt(3)];
      return named("s" + i).risk(risk).implies(implied).build();
    }

    private Set<ScopeName> some(double share) {
      Set<ScopeName> some = new LinkedHashSet<>();
      for (int i = 0; i < SCOPES; i++) {
        if (random.nextDouble() < share) {
          some.add(ScopeName.of("s" + i));
        }
      }
      return some;
    }

    Set<ScopeName> ticked() {
      Set<ScopeName> ticked = some(0.5);
      ticked.retainAll(ask.open(ConsentRules.DEFAULTS));
      return ticked;
    }
  }

  @Property
  void nothingIsGrantedThatThePageDidNotShow(@ForAll long seed) {
    Case world = new Case(seed);
    Set<ScopeName> ticked = world.ticked();
    Set<ScopeName> said = new LinkedHashSet<>();
    for (ConsentItem item : world.ask.items()) {
      said.add(item.scope());
      said.addAll(world.policy.includes(world.ask, item));
    }

    ConsentDecision.Granted granted = granted(world, ticked);

    assertThat(said).containsAll(granted.granted());
    assertThat(world.available).containsAll(granted.granted());
  }

  @Property
  void everyNewHighRiskIsConfirmedByName(@ForAll long seed) {
    Case world = new Case(seed);
    Set<ScopeName> ticked = world.ticked();

    ConsentDecision.Granted granted = granted(world, ticked);

    granted.granted().stream()
        .filter(scope -> !world.held.contains(scope))
        .filter(scope -> HeldScopes.isHighRisk(world.catalog, scope))
        .forEach(scope -> assertThat(granted.confirmed()).contains(scope));
  }

  @Property
  void lookingAgainChangesNothing(@ForAll long seed) {
    Case world = new Case(seed);
    List<ConsentItem> old = world.ask.items().stream().filter(ConsentItem::granted).toList();
    ConsentPlan.Ask review = new ConsentPlan.Ask(old, world.held, true, Map.of());

    ConsentDecision.Granted granted =
        (ConsentDecision.Granted)
            world.policy.decide(
                review, new ConsentAnswer.Grant(review.open(ConsentRules.DEFAULTS), Set.of()));

    assertThat(world.held).containsAll(granted.granted());
    assertThat(granted.granted()).noneMatch(world.denied::contains);
  }

  @Property
  void whatIsDeniedOrCannotBeHadIsNotHeld(@ForAll long seed) {
    Case world = new Case(seed);

    assertThat(world.held).noneMatch(world.denied::contains);
    assertThat(world.available).containsAll(world.held);
  }

  private static ConsentDecision.Granted granted(Case world, Set<ScopeName> ticked) {
    ConsentDecision first =
        world.policy.decide(world.ask, new ConsentAnswer.Grant(ticked, Set.of()));
    return first instanceof ConsentDecision.Confirm confirm
        ? (ConsentDecision.Granted)
            world.policy.decide(world.ask, new ConsentAnswer.Grant(ticked, confirm.highRisk()))
        : (ConsentDecision.Granted) first;
  }
}
