package io.github.scopekeeper.core.incremental;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.core.catalog.ScopeCatalog;
import io.github.scopekeeper.core.catalog.ScopeDefinition;
import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.recentauth.Login;
import io.github.scopekeeper.core.recentauth.RecentAuthPolicy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class UpgradePropertiesTest {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final Arbitrary<ScopeName> NAMES =
      Arbitraries.integers().between(0, 9).map(i -> ScopeName.of("s" + i));

  /** Every other scope needs a recent login. */
  private static final ScopeCatalog CATALOG =
      ScopeCatalog.of(
          IntStream.range(0, 10)
              .mapToObj(
                  i -> ScopeDefinition.named("s" + i).requiresReauthentication(i % 2 == 0).build())
              .collect(Collectors.toList()));

  private final UpgradePolicy policy =
      new UpgradePolicy(
          new RecentAuthPolicy(
              CATALOG, () -> RecentAuthPolicy.DEFAULT_MAX_AGE, Clock.fixed(NOW, ZoneOffset.UTC)));

  @Provide
  Arbitrary<List<ScopeName>> questions() {
    return NAMES.list().ofMinSize(1).ofMaxSize(8);
  }

  @Provide
  Arbitrary<Standing> standings() {
    Arbitrary<Set<ScopeName>> some = NAMES.set().ofMaxSize(6);
    Arbitrary<Login> logins =
        Arbitraries.of(
            new Login.At(NOW), new Login.At(NOW.minusSeconds(9999)), new Login.Unknown());
    return Combinators.combine(
            some,
            some,
            Arbitraries.maps(NAMES, Arbitraries.just(NOW.plusSeconds(60))).ofMaxSize(4),
            some,
            logins,
            logins)
        .as(Standing::new);
  }

  @Property
  void everyScopeIsEitherGrantedOrMissing(
      @ForAll("questions") List<ScopeName> asked, @ForAll("standings") Standing standing) {
    Upgrade upgrade = policy.decide(asked, standing);
    Set<ScopeName> both = new HashSet<>(upgrade.granted());

    assertThat(upgrade.missing()).noneMatch(both::contains);
    both.addAll(upgrade.missing());
    assertThat(both).isEqualTo(new HashSet<>(asked));
  }

  @Property
  void nothingIsAskedForThatWasDeniedOrCannotBeHad(
      @ForAll("questions") List<ScopeName> asked, @ForAll("standings") Standing standing) {
    Upgrade upgrade = policy.decide(asked, standing);

    assertThat(upgrade.request())
        .noneMatch(upgrade.denied()::containsKey)
        .noneMatch(standing.outOfReach()::contains);
    assertThat(upgrade.missing()).containsAll(upgrade.denied().keySet());
    assertThat(upgrade.request()).containsAll(upgrade.consent());
    assertThat(upgrade.missing()).containsAll(upgrade.consent());
  }

  @Property
  void availableMeansAllowedAndCarried(
      @ForAll("questions") List<ScopeName> asked, @ForAll("standings") Standing standing) {
    Upgrade upgrade = policy.decide(asked, standing);

    if (upgrade.available()) {
      assertThat(standing.carried()).containsAll(asked);
      assertThat(standing.allowed()).containsAll(asked);
      assertThat(upgrade.reauthentication()).isFalse();
    } else {
      assertThat(upgrade.request().isEmpty() && upgrade.missing().isEmpty()).isFalse();
    }
  }

  /** An app that does what it is told gets there, or is told why not. */
  @Property
  void afterFollowingTheAnswerOnlyDeniedAndUnreachableScopesAreMissing(
      @ForAll("questions") List<ScopeName> asked, @ForAll("standings") Standing before) {
    Upgrade upgrade = policy.decide(asked, before);
    Set<ScopeName> allowed = new HashSet<>(before.allowed());
    allowed.addAll(upgrade.request());
    Login login = upgrade.request().isEmpty() ? before.tokenLogin() : new Login.At(NOW);
    Set<ScopeName> carried = new HashSet<>(before.carried());
    carried.addAll(upgrade.request());
    Standing after =
        new Standing(carried, allowed, before.withheld(), before.outOfReach(), login, login);

    Upgrade again = policy.decide(asked, after);

    assertThat(again.request()).isEmpty();
    assertThat(again.missing())
        .allMatch(s -> before.withheld().containsKey(s) || before.outOfReach().contains(s));
  }
}
