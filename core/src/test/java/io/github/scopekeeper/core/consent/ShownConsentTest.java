package io.github.scopekeeper.core.consent;

import static io.github.scopekeeper.core.catalog.ScopeDefinition.named;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.core.catalog.AvailableScopes;
import io.github.scopekeeper.core.catalog.ScopeCatalog;
import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.consent.ShownConsent.ClientStanding;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When a page that is open shows something else than it would show now. */
class ShownConsentTest {
  private static final ScopeName READ = ScopeName.of("read");
  private static final ScopeName WRITE = ScopeName.of("write");

  @Test
  void theOrderOfTheRowsMakesNoDifference() {
    assertThat(shown(item(READ), item(WRITE))).isEqualTo(shown(item(WRITE), item(READ)));
  }

  @Test
  void eachRowMakesADifferenceAndHowItStands() {
    assertThat(
            List.of(
                shown(item(READ)),
                shown(item(WRITE)),
                shown(item(READ), item(WRITE)),
                shown(new ConsentItem(READ, true, false, Optional.empty())),
                shown(new ConsentItem(READ, false, true, Optional.empty()))))
        .extracting(ShownConsent::digest)
        .doesNotHaveDuplicates();
  }

  @Test
  void whatARowIncludesMakesADifference() {
    assertThat(policy(true, "read").show(ask(item(WRITE)), Optional.empty()))
        .isNotEqualTo(policy(true).show(ask(item(WRITE)), Optional.empty()));
  }

  @Test
  void whetherUsersChooseMakesADifference() {
    assertThat(policy(false).show(ask(item(READ)), Optional.empty()))
        .isNotEqualTo(policy(true).show(ask(item(READ)), Optional.empty()));
  }

  @Test
  void theClientsOwnRowMakesADifference() {
    ConsentPlan.Ask ask = ask(item(READ));

    assertThat(
            List.of(
                policy(true).show(ask, Optional.empty()),
                policy(true).show(ask, Optional.of(ClientStanding.ASKED)),
                policy(true).show(ask, Optional.of(ClientStanding.GRANTED))))
        .doesNotHaveDuplicates();
  }

  @Test
  void aNoIsRememberedOnlyForWhatThePageHasShownAndIsNotAllowedMeanwhile() {
    ConsentItem readAllowed = new ConsentItem(READ, false, true, Optional.empty());
    ConsentItem other = item(ScopeName.of("other"));

    assertThat(
            policy(true)
                .deny(
                    ask(readAllowed, item(WRITE), other),
                    Optional.of(shown(item(READ), item(WRITE)))))
        .isEqualTo(new ConsentDecision.Refused(Set.of(WRITE)));
    assertThat(policy(true).deny(ask(item(WRITE)), Optional.empty()))
        .isEqualTo(new ConsentDecision.Refused(Set.of()));
  }

  private static ShownConsent shown(ConsentItem... items) {
    return policy(true).show(ask(items), Optional.empty());
  }

  private static ConsentPlan.Ask ask(ConsentItem... items) {
    return new ConsentPlan.Ask(Arrays.asList(items), Set.of(), false, Map.of());
  }

  private static ConsentItem item(ScopeName scope) {
    return new ConsentItem(scope, false, false, Optional.empty());
  }

  private static ConsentPolicy policy(boolean usersChoose, String... impliedByWrite) {
    ScopeCatalog catalog =
        ScopeCatalog.of(
            List.of(named("read").build(), named("write").implies(impliedByWrite).build()));
    return new ConsentPolicy(
        catalog,
        new ConsentRules(Duration.ZERO, usersChoose, Preticked.NONE, true),
        AvailableScopes.ALL,
        scope -> false);
  }
}
