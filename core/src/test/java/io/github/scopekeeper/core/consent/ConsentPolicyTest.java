package io.github.scopekeeper.core.consent;

import static io.github.scopekeeper.core.catalog.ScopeDefinition.named;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.core.catalog.AvailableScopes;
import io.github.scopekeeper.core.catalog.RiskLevel;
import io.github.scopekeeper.core.catalog.ScopeCatalog;
import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.consent.ConsentDecision.Confirm;
import io.github.scopekeeper.core.consent.ConsentDecision.Forged;
import io.github.scopekeeper.core.consent.ConsentDecision.Granted;
import io.github.scopekeeper.core.consent.ConsentDecision.Refused;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ConsentPolicyTest {

  private final ScopeCatalog catalog =
      ScopeCatalog.of(
          List.of(
              named("read").build(),
              named("write").risk(RiskLevel.MEDIUM).implies("read").build(),
              named("delete").risk(RiskLevel.HIGH).build(),
              named("all").implies("delete").build()));
  private final ConsentPolicy policy =
      new ConsentPolicy(catalog, ConsentRules.DEFAULTS, AvailableScopes.ALL, s -> false);

  @Test
  void yesToOneThingAndNoToAnother() {
    assertThat(policy.decide(ask(item("read"), item("other")), tick("read")))
        .isEqualTo(new Granted(scopes("read"), scopes("other"), Set.of()));
  }

  @Test
  void nobodyCanAllowToWriteAndRefuseToRead() {
    assertThat(policy.decide(ask(item("read"), item("write")), tick("write")))
        .isEqualTo(new Granted(scopes("write", "read"), Set.of(), Set.of()));
  }

  @Test
  void whatAGrantedScopeOffThePageImpliesCannotBeRefused() {
    ConsentPlan.Ask review =
        new ConsentPlan.Ask(
            List.of(grantedItem("read"), item("other")), scopes("write", "read"), false, Map.of());

    assertThat(policy.decide(review, tick("other")))
        .isEqualTo(new Granted(scopes("other", "read"), Set.of(), Set.of()));
  }

  @Test
  void aRequiredScopeIsGrantedWithTheRest() {
    ConsentItem locked = new ConsentItem(ScopeName.of("basic"), true, false, Optional.empty());

    assertThat(policy.decide(ask(locked, item("read")), tick()))
        .isEqualTo(new Granted(scopes("basic"), scopes("read"), Set.of()));
    assertThat(policy.decide(ask(locked, item("read")), new ConsentAnswer.Deny()))
        .as("only the optional one is remembered")
        .isEqualTo(new Refused(scopes("read")));
  }

  @Test
  void untickingEverythingIsANo() {
    assertThat(policy.decide(ask(item("read")), tick())).isEqualTo(new Refused(scopes("read")));
  }

  @Test
  void untickingTheNewOnesGoesOnWithTheOldOnes() {
    ConsentPlan.Ask plan = new ConsentPlan.Ask(List.of(item("read")), Set.of(), true, Map.of());

    assertThat(policy.decide(plan, tick()))
        .isEqualTo(new Granted(Set.of(), scopes("read"), Set.of()));
  }

  @Test
  void aNoToTheWholePageTakesNothingBack() {
    assertThat(policy.decide(ask(grantedItem("read"), item("other")), new ConsentAnswer.Deny()))
        .isEqualTo(new Refused(scopes("other")));
  }

  @Test
  void highRiskTakesOneMoreClickWhereverItHides() {
    assertThat(policy.decide(ask(item("all"), item("read")), tick("all", "read")))
        .isEqualTo(new Confirm(scopes("delete")));
    assertThat(
            policy.decide(
                ask(item("all"), item("read")),
                new ConsentAnswer.Grant(scopes("all", "read"), scopes("delete"))))
        .isEqualTo(new Granted(scopes("all", "read", "delete"), Set.of(), scopes("delete")));
    assertThat(policy.decide(ask(grantedItem("delete"), item("read")), tick("delete")))
        .as("what was confirmed before is not confirmed again")
        .isInstanceOf(Granted.class);
  }

  @Test
  void aRepeatedYesMeansWhatItHasMeant() {
    ConsentPlan.Ask review = ask(grantedItem("all"), grantedItem("write"));

    assertThat(policy.decide(review, tick("all", "write")))
        .as("neither the high risk nor what may have been denied")
        .isEqualTo(new Granted(scopes("all", "write"), Set.of(), Set.of()));
    assertThat(policy.includes(review, grantedItem("all"))).isEmpty();
    assertThat(policy.includes(review, item("all"))).isEqualTo(scopes("delete"));
  }

  @Test
  void aScopeIsGrantedOnlyThroughWhatTheAppCanHave() {
    AvailableScopes noDelete =
        new AvailableScopes(s -> !s.equals(ScopeName.of("delete")), s -> true);
    ConsentPolicy narrow = new ConsentPolicy(catalog, ConsentRules.DEFAULTS, noDelete, s -> false);

    assertThat(narrow.decide(ask(item("all")), tick("all")))
        .isEqualTo(new Granted(scopes("all"), Set.of(), Set.of()));
    assertThat(narrow.includes(ask(item("all")), item("all"))).isEmpty();
  }

  @Test
  void aFormThatNamesWhatWasNotOfferedChangesNothing() {
    ConsentItem locked = new ConsentItem(ScopeName.of("basic"), true, false, Optional.empty());

    assertThat(policy.decide(ask(locked, item("read")), tick("read", "delete")))
        .isEqualTo(new Forged());
    assertThat(policy.decide(ask(locked, item("read")), tick("basic"))).isEqualTo(new Forged());
  }

  @Test
  void boxesStartTickedByRisk() {
    assertThat(policy.startsTicked(item("read"))).isTrue();
    assertThat(policy.startsTicked(item("write"))).isTrue();
    assertThat(policy.startsTicked(item("delete"))).isFalse();
    assertThat(policy.startsTicked(item("all"))).as("it holds a high risk").isFalse();
    assertThat(policy.startsTicked(grantedItem("delete"))).isTrue();
    assertThat(rules(Preticked.LOW).startsTicked(item("write"))).isFalse();
    assertThat(rules(Preticked.LOW).startsTicked(item("no-entry"))).isFalse();
    assertThat(rules(Preticked.NONE).startsTicked(item("read"))).isFalse();
  }

  @Test
  void aBoxThatWouldGrantWhatWasDeniedDoesNotStartTicked() {
    ConsentPolicy readDenied =
        new ConsentPolicy(
            catalog, ConsentRules.DEFAULTS, AvailableScopes.ALL, ScopeName.of("read")::equals);

    assertThat(readDenied.startsTicked(item("write"))).isFalse();
    assertThat(readDenied.startsTicked(grantedItem("write"))).isTrue();
    assertThat(readDenied.startsTicked(item("read"))).as("shown as a row of its own").isTrue();
  }

  private ConsentPolicy rules(Preticked preticked) {
    return new ConsentPolicy(
        catalog,
        new ConsentRules(Duration.ZERO, true, preticked, true),
        AvailableScopes.ALL,
        s -> false);
  }

  private static ConsentPlan.Ask ask(ConsentItem... items) {
    return new ConsentPlan.Ask(List.of(items), Set.of(), false, Map.of());
  }

  private static ConsentItem item(String scope) {
    return new ConsentItem(ScopeName.of(scope), false, false, Optional.empty());
  }

  private static ConsentItem grantedItem(String scope) {
    return new ConsentItem(ScopeName.of(scope), false, true, Optional.empty());
  }

  private static ConsentAnswer.Grant tick(String... scopes) {
    return new ConsentAnswer.Grant(scopes(scopes), Set.of());
  }

  private static Set<ScopeName> scopes(String... names) {
    return Arrays.stream(names).map(ScopeName::of).collect(Collectors.toSet());
  }
}
