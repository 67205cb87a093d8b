package io.github.scopekeeper.core.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.core.catalog.ScopeName;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ConsentPlanTest {

  private static final Instant NOW = Instant.parse("2026-01-08T12:00:00Z");
  private static final ConsentRules RULES = ConsentRules.DEFAULTS;
  private static final ScopeName READ = ScopeName.of("read");
  private static final ScopeName WRITE = ScopeName.of("write");

  @Test
  void asksForWhatIsNewAndForNothingElse() {
    ConsentPlan plan = plan(true, RULES, granted(READ), fresh(WRITE));

    assertThat(shown(plan)).containsExactly(WRITE);
    assertThat(plan(true, RULES, granted(READ)))
        .isEqualTo(new ConsentPlan.GoOn(java.util.Map.of()));
  }

  @Test
  void leavesTheUserInPeaceUntilTheDaysAreOver() {
    ConsentPlan within = plan(true, RULES, denied(WRITE, Duration.ofDays(7).minusSeconds(1)));
    ConsentPlan after = plan(true, RULES, denied(WRITE, Duration.ofDays(7)));

    assertThat(within).isInstanceOf(ConsentPlan.GoOn.class);
    assertThat(within.withheld()).containsEntry(WRITE, NOW.plusSeconds(1));
    assertThat(shown(after)).containsExactly(WRITE);
  }

  @Test
  void refusesWhenNothingButDeniedScopesIsAskedForAndItIsNoSignIn() {
    assertThat(plan(false, RULES, denied(WRITE, Duration.ofDays(1))))
        .isInstanceOf(ConsentPlan.Refuse.class);
    assertThat(plan(false, RULES, denied(WRITE, Duration.ofDays(1)), granted(READ)))
        .isInstanceOf(ConsentPlan.GoOn.class);
  }

  @Test
  void aRequiredScopeIsAskedForAgainSoThatNobodyLocksHimselfOut() {
    ConsentItem required = new ConsentItem(READ, true, false, Optional.of(NOW.minusSeconds(1)));

    assertThat(shown(plan(true, RULES, required))).containsExactly(READ);
  }

  @Test
  void whereUsersCannotChooseEverythingIsRequired() {
    ConsentRules noChoice = new ConsentRules(Duration.ofDays(7), false, Preticked.NONE, true);

    assertThat(shown(plan(true, noChoice, denied(WRITE, Duration.ofDays(1)))))
        .containsExactly(WRITE);
  }

  @Test
  void aReviewShowsGrantedScopesAndLeavesDeniedOnesAlone() {
    ConsentPlan plan =
        ConsentPlan.of(
            request(true, true, false, granted(READ), denied(WRITE, Duration.ofDays(1))),
            RULES,
            NOW);

    assertThat(shown(plan)).containsExactly(READ);
    assertThat(plan.withheld()).containsOnlyKeys(WRITE);
  }

  @Test
  void aDeviceIsAlwaysShown() {
    assertThat(ConsentPlan.of(request(true, false, true), RULES, NOW))
        .isInstanceOf(ConsentPlan.Ask.class);
  }

  @Test
  void theClientItselfIsAskedAboutLikeARequiredScope() {
    ConsentItem withheld = denied(WRITE, Duration.ofDays(1));
    ConsentRequest request =
        new ConsentRequest(List.of(withheld), Set.of(WRITE), Set.of(), false, false, false, true);

    ConsentPlan plan = ConsentPlan.of(request, RULES, NOW);

    assertThat(shown(plan)).isEmpty();
    assertThat(plan.withheld()).containsOnlyKeys(WRITE);
  }

  @Test
  void aYesToTheClientItselfIsAYesAlsoWithNothingTicked() {
    ConsentRequest request =
        new ConsentRequest(
            List.of(fresh(WRITE)), Set.of(WRITE), Set.of(), false, false, false, true);

    ConsentPlan.Ask plan = (ConsentPlan.Ask) ConsentPlan.of(request, RULES, NOW);

    assertThat(plan.goesOnWithout()).isTrue();
  }

  private static List<ScopeName> shown(ConsentPlan plan) {
    assertThat(plan).isInstanceOf(ConsentPlan.Ask.class);
    return ((ConsentPlan.Ask) plan).items().stream().map(ConsentItem::scope).toList();
  }

  private static ConsentPlan plan(boolean signIn, ConsentRules rules, ConsentItem... items) {
    return ConsentPlan.of(request(signIn, false, false, items), rules, NOW);
  }

  private static ConsentRequest request(
      boolean signIn, boolean review, boolean always, ConsentItem... items) {
    Set<ScopeName> named = Arrays.stream(items).map(ConsentItem::scope).collect(Collectors.toSet());
    return new ConsentRequest(List.of(items), named, Set.of(), signIn, review, always, false);
  }

  private static ConsentItem granted(ScopeName scope) {
    return new ConsentItem(scope, false, true, Optional.empty());
  }

  private static ConsentItem fresh(ScopeName scope) {
    return new ConsentItem(scope, false, false, Optional.empty());
  }

  private static ConsentItem denied(ScopeName scope, Duration ago) {
    return new ConsentItem(scope, false, false, Optional.of(NOW.minus(ago)));
  }
}
