package io.github.scopekeeper.core.incremental;

import static io.github.scopekeeper.core.catalog.ScopeDefinition.named;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.core.catalog.ScopeCatalog;
import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.recentauth.Login;
import io.github.scopekeeper.core.recentauth.RecentAuthPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class UpgradePolicyTest {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(60);
  private static final Login FRESH = new Login.At(NOW);
  private static final Login OLD = new Login.At(NOW.minusSeconds(301));

  private final ScopeCatalog catalog =
      ScopeCatalog.of(
          List.of(
              named("write").implies("read").build(),
              named("delete").requiresReauthentication(true).build(),
              named("all").implies("delete").build()));
  private final UpgradePolicy policy =
      new UpgradePolicy(
          new RecentAuthPolicy(
              catalog, () -> RecentAuthPolicy.DEFAULT_MAX_AGE, Clock.fixed(NOW, ZoneOffset.UTC)));

  @Test
  void whatTheTokenCarriesAndTheUserAllowedIsAvailable() {
    Upgrade upgrade = policy.decide(list("read"), standing("read", "read", FRESH, FRESH));

    assertThat(upgrade.available()).isTrue();
    assertThat(upgrade.granted()).isEqualTo(scopes("read"));
    assertThat(upgrade.request()).isEmpty();
  }

  @Test
  void whatTheUserNeverAllowedIsAskedFor() {
    Upgrade upgrade = policy.decide(list("read", "write"), standing("read", "read", FRESH, FRESH));

    assertThat(upgrade.available()).isFalse();
    assertThat(upgrade.granted()).isEqualTo(scopes("read"));
    assertThat(upgrade.missing()).isEqualTo(scopes("write"));
    assertThat(upgrade.request()).isEqualTo(scopes("write"));
    assertThat(upgrade.consent()).isEqualTo(scopes("write"));
    assertThat(upgrade.reauthentication()).isFalse();
    assertThat(upgrade.maxAge()).isEmpty();
  }

  @Test
  void whatWasTakenBackIsNotAvailableThoughTheTokenStillSaysSo() {
    Upgrade upgrade = policy.decide(list("read"), standing("read", "", FRESH, FRESH));

    assertThat(upgrade.available()).isFalse();
    assertThat(upgrade.request()).isEqualTo(scopes("read"));
  }

  @Test
  void whatTheTokenLacksIsFetchedWithoutAQuestion() {
    Upgrade upgrade = policy.decide(list("read", "write"), standing("", "read", FRESH, FRESH));

    assertThat(upgrade.request()).isEqualTo(scopes("read", "write"));
    assertThat(upgrade.consent()).isEqualTo(scopes("write"));
  }

  @Test
  void whatWasDeniedLatelyIsNotAskedFor() {
    Standing standing =
        new Standing(Set.of(), Set.of(), Map.of(name("read"), LATER), Set.of(), FRESH, FRESH);

    Upgrade upgrade = policy.decide(list("read", "write"), standing);

    assertThat(upgrade.missing()).isEqualTo(scopes("read", "write"));
    assertThat(upgrade.denied()).isEqualTo(Map.of(name("read"), LATER));
    assertThat(upgrade.request()).isEqualTo(scopes("write"));
    assertThat(policy.decide(list("read"), standing).available()).isFalse();
    assertThat(policy.decide(list("read"), standing).request()).isEmpty();
  }

  @Test
  void whatTheUserCannotGetIsNeverAskedFor() {
    Standing standing =
        new Standing(
            scopes("read"),
            scopes("read"),
            Map.of(name("write"), LATER),
            scopes("read", "write"),
            FRESH,
            FRESH);

    Upgrade upgrade = policy.decide(list("read", "write"), standing);

    assertThat(upgrade.missing()).isEqualTo(scopes("read", "write"));
    assertThat(upgrade.denied()).isEmpty();
    assertThat(upgrade.request()).isEmpty();
    assertThat(upgrade.available()).isFalse();
  }

  @Test
  void aStaleLoginMakesTheDangerousScopesUnavailable() {
    Upgrade upgrade =
        policy.decide(list("read", "all"), standing("read all", "read all", OLD, OLD));

    assertThat(upgrade.available()).isFalse();
    assertThat(upgrade.missing()).isEmpty();
    assertThat(upgrade.request()).isEqualTo(scopes("all"));
    assertThat(upgrade.consent()).isEmpty();
    assertThat(upgrade.reauthentication()).isTrue();
    assertThat(upgrade.maxAge()).contains(Duration.ofSeconds(300));
  }

  @Test
  void aNewerLoginOfTheSessionTakesANewTokenAndNoLogin() {
    Upgrade upgrade = policy.decide(list("delete"), standing("delete", "delete", OLD, FRESH));

    assertThat(upgrade.available()).isFalse();
    assertThat(upgrade.request()).isEqualTo(scopes("delete"));
    assertThat(upgrade.reauthentication()).isFalse();
  }

  @Test
  void nobodyLogsInForWhatTheyDenied() {
    Standing standing =
        new Standing(Set.of(), Set.of(), Map.of(name("delete"), LATER), Set.of(), OLD, OLD);

    assertThat(policy.decide(list("delete", "read"), standing).reauthentication()).isFalse();
  }

  @Test
  void anUnknownLoginIsNeverRecentEnough() {
    Login unknown = new Login.Unknown();

    Upgrade upgrade = policy.decide(list("delete"), standing("delete", "delete", FRESH, unknown));

    assertThat(upgrade.available()).as("the token's own login counts for the token").isTrue();
    assertThat(
            policy
                .decide(list("delete"), standing("", "delete", unknown, unknown))
                .reauthentication())
        .isTrue();
  }

  private static Standing standing(String carried, String allowed, Login token, Login session) {
    return new Standing(scopes(carried), scopes(allowed), Map.of(), Set.of(), token, session);
  }

  private static List<ScopeName> list(String... names) {
    return Arrays.stream(names).map(ScopeName::of).toList();
  }

  private static Set<ScopeName> scopes(String... names) {
    return Arrays.stream(names)
        .flatMap(n -> Arrays.stream(n.split(" ")))
        .filter(n -> !n.isEmpty())
        .map(ScopeName::of)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static ScopeName name(String name) {
    return ScopeName.of(name);
  }
}
