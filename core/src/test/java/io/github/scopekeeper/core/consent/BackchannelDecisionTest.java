package io.github.scopekeeper.core.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.core.catalog.RiskLevel;
import io.github.scopekeeper.core.catalog.ScopeCatalog;
import io.github.scopekeeper.core.catalog.ScopeDefinition;
import io.github.scopekeeper.core.catalog.ScopeName;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BackchannelDecisionTest {

  private static final Instant NOW = Instant.parse("2026-01-08T12:00:00Z");
  private static final ScopeName READ = ScopeName.of("read");
  private static final ScopeName PAY = ScopeName.of("pay");
  private static final ScopeCatalog CATALOG =
      ScopeCatalog.of(
          List.of(
              ScopeDefinition.named("read").risk(RiskLevel.MEDIUM).build(),
              ScopeDefinition.named("pay").risk(RiskLevel.HIGH).build()));

  @Test
  void grantsWhatTheDeviceWasSent() {
    assertThat(decide(true, item(READ, false, false, null)))
        .isEqualTo(new BackchannelDecision.Issue(Set.of(READ), Set.of()));
  }

  @Test
  void withholdsANewHighRisk() {
    assertThat(decide(true, item(READ, false, false, null), item(PAY, false, false, null)))
        .isEqualTo(new BackchannelDecision.Issue(Set.of(READ), Set.of(PAY)));
  }

  @Test
  void grantsAHighRiskThatTheUserHasAllowedBefore() {
    assertThat(decide(true, item(PAY, false, true, null)))
        .isEqualTo(new BackchannelDecision.Issue(Set.of(PAY), Set.of()));
  }

  @Test
  void grantsAHighRiskWhereNoConfirmationIsAskedFor() {
    ConsentRules relaxed = new ConsentRules(Duration.ofDays(7), true, Preticked.NONE, false);

    assertThat(decide(relaxed, true, item(PAY, false, false, null)))
        .isEqualTo(new BackchannelDecision.Issue(Set.of(PAY), Set.of()));
  }

  @Test
  void withholdsARecentDenialAndGrantsAnOldOne() {
    assertThat(decide(true, item(READ, false, false, NOW.minus(Duration.ofDays(6)))).withheld())
        .containsExactly(READ);
    assertThat(decide(true, item(READ, false, false, NOW.minus(Duration.ofDays(7)))).withheld())
        .isEmpty();
  }

  @Test
  void refusesWhereNothingIsLeft() {
    assertThat(decide(false, item(PAY, false, false, null)))
        .isEqualTo(new BackchannelDecision.Refuse(Set.of(PAY)));
  }

  @Test
  void refusesWhereTheAppDoesNotWorkWithoutANewHighRisk() {
    assertThat(decide(true, item(READ, false, false, null), item(PAY, true, false, null)))
        .isEqualTo(new BackchannelDecision.Refuse(Set.of(PAY)));
  }

  private static ConsentItem item(
      ScopeName scope, boolean required, boolean granted, Instant denied) {
    return new ConsentItem(scope, required, granted, Optional.ofNullable(denied));
  }

  private static BackchannelDecision decide(boolean signIn, ConsentItem... items) {
    return decide(ConsentRules.DEFAULTS, signIn, items);
  }

  private static BackchannelDecision decide(
      ConsentRules rules, boolean signIn, ConsentItem... items) {
    Set<ScopeName> named = Arrays.stream(items).map(ConsentItem::scope).collect(Collectors.toSet());
    ConsentRequest request =
        new ConsentRequest(List.of(items), named, Set.of(), signIn, false, false, false);
    return BackchannelDecision.of(request, rules, CATALOG, NOW);
  }
}
