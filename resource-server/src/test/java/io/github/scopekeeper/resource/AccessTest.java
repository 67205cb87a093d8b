package io.github.scopekeeper.resource;

import static io.github.scopekeeper.core.catalog.ScopeDefinition.named;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.core.catalog.Ownership;
import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.resource.answer.Refusal;
import io.github.scopekeeper.resource.catalog.ApiCatalog;
import io.github.scopekeeper.resource.rule.Operation;
import io.github.scopekeeper.resource.rule.ScopeRule;
import io.github.scopekeeper.resource.support.Readings;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What belongs to whom. */
class AccessTest {

  private static final ApiCatalog CATALOG =
      ApiCatalog.of(
          List.of(
              named("appointments:own").ownership(Ownership.OWN).build(),
              named("appointments:all")
                  .ownership(Ownership.ALL)
                  .implies("appointments:own")
                  .build(),
              named("profile:read").build()),
          Duration.ofSeconds(300));

  private static final Operation EITHER =
      Operation.named("see").requireAny("appointments:own", "appointments:all");
  private static final Operation OWN = Operation.named("see").requireAll("appointments:own");

  private static Access access(Operation operation, String... scopes) {
    return access(operation, false, scopes);
  }

  private static Access access(Operation operation, boolean expand, String... scopes) {
    FreshLogin login = new FreshLogin(CATALOG, Clock.systemUTC());
    return new Access(Readings.token(null, scopes), operation, CATALOG, expand, login);
  }

  private static Set<ScopeName> names(String... names) {
    return Arrays.stream(names).map(ScopeName::of).collect(Collectors.toSet());
  }

  @Test
  void whoHoldsOwnReachesWhatIsTheirs() {
    assertThat(access(EITHER, "appointments:own").reaches(Readings.ALICE)).isTrue();
    assertThat(access(EITHER, "appointments:own").reaches("bob-id")).isFalse();
    assertThat(access(EITHER, "appointments:own").reaches("")).isFalse();
    assertThat(access(EITHER, "appointments:own").reaches(null)).as("nobody's").isFalse();
  }

  @Test
  void whoHoldsAllReachesEverybodys() {
    for (String owner : Arrays.asList(Readings.ALICE, "bob-id", "", null)) {
      assertThat(access(EITHER, "appointments:all").reaches(owner)).isTrue();
      assertThat(access(EITHER, "appointments:all", "appointments:own").reaches(owner)).isTrue();
    }
  }

  @Test
  void aScopeThatIsNotTheOperationsReachesNothing() {
    assertThat(access(OWN, "appointments:all").reaches("bob-id"))
        .as("the operation names only the own scope")
        .isFalse();
    assertThat(access(EITHER, "appointments:own", "profile:read").reaches("bob-id")).isFalse();
  }

  @Test
  void allThatIsDemandedMustReach() {
    Operation both =
        Operation.named("see")
            .requireAll("profile:read")
            .require(ScopeRule.requireAny("appointments:own", "appointments:all"));
    assertThat(access(both, "profile:read", "appointments:own").reaches("bob-id")).isFalse();
    assertThat(access(both, "profile:read", "appointments:all").reaches("bob-id")).isTrue();
  }

  @Test
  void anOperationWithoutScopesReachesWhatIsTheCallers() {
    assertThat(access(Operation.named("see")).reaches(Readings.ALICE)).isTrue();
    assertThat(access(Operation.named("see")).reaches("bob-id")).isFalse();
  }

  @Test
  void theRefusalNamesTheScopeThatWouldReach() {
    Optional<Refusal> refusal = access(EITHER, "appointments:own").notReached("bob-id");
    assertThat(refusal)
        .contains(
            new Refusal.Scope(
                names("appointments:all"),
                names("appointments:all"),
                names("appointments:own", "appointments:all")));
    assertThat(access(EITHER, "appointments:own").notReached(Readings.ALICE)).isEmpty();
  }

  @Test
  void whereNoScopeWouldReachNoneIsNamed() {
    assertThat(access(OWN, "appointments:own").notReached("bob-id"))
        .contains(new Refusal.NotOwned());
  }

  @Test
  void whatWasUsedIsWhatTheOperationTakesOfWhatIsHeld() {
    assertThat(access(EITHER, "appointments:all", "profile:read").used())
        .isEqualTo(names("appointments:all"));
    assertThat(access(EITHER, true, "appointments:all", "profile:read").used())
        .isEqualTo(names("appointments:own"));
    assertThat(access(EITHER, "appointments:own").used()).isEqualTo(names("appointments:own"));
    assertThat(access(Operation.named("see"), "profile:read").used()).isEmpty();
  }

  @Test
  void aTokenIsGoodForWhatItNamesUnlessTheApiChoosesToExpand() {
    assertThat(access(EITHER, "appointments:all").scopes()).isEqualTo(names("appointments:all"));
    assertThat(access(EITHER, true, "appointments:all").scopes())
        .isEqualTo(names("appointments:all", "appointments:own"));
  }

  @Test
  void aRefusalNamesWhatTheTokenDoesNotNameItself() {
    Refusal refusal = access(OWN, "appointments:all").lacking(name -> false, name -> true);
    assertThat(refusal)
        .isEqualTo(
            new Refusal.Scope(names("appointments:own"), names("appointments:own"), Set.of()));
  }
}
