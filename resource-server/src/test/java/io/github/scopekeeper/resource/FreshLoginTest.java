package io.github.scopekeeper.resource;

import static io.github.scopekeeper.core.catalog.ScopeDefinition.named;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.core.catalog.ScopeDefinition;
import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.resource.answer.Refusal;
import io.github.scopekeeper.resource.catalog.ApiCatalog;
import io.github.scopekeeper.resource.catalog.CatalogSource;
import io.github.scopekeeper.resource.rule.Operation;
import io.github.scopekeeper.resource.rule.ScopeRule;
import io.github.scopekeeper.resource.support.MovingClock;
import io.github.scopekeeper.resource.support.Readings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** RFC 9470. */
class FreshLoginTest {

  private static final Duration DEFAULT = Duration.ofSeconds(300);
  private static final Duration MINUTE = Duration.ofSeconds(60);

  private final MovingClock clock = new MovingClock();
  private final ResourceServer server =
      ResourceServer.builder(
              URI.create("https://id.example.com/realms/fitness"),
              URI.create("https://api.example.com"),
              "fitness-api")
          .clock(clock)
          .catalog(
              CatalogSource.of(
                  ApiCatalog.of(
                      List.of(
                          named("read").build(),
                          fresh("delete", 600),
                          fresh("pay", 60),
                          named("admin").implies("delete").build()),
                      DEFAULT)))
          .build();

  private static ScopeDefinition fresh(String name, int seconds) {
    return named(name)
        .requiresReauthentication(true)
        .maxAuthenticationAge(Duration.ofSeconds(seconds))
        .build();
  }

  @AfterEach
  void close() {
    server.close();
  }

  private static Operation operation(String... scopes) {
    return Operation.named("test").requireAll(scopes);
  }

  /** The age that is demanded; empty: the login is young enough. */
  private Optional<Duration> demanded(Operation operation, Instant login, String... scopes) {
    Decision decision = server.authorize(Readings.token(login, scopes), operation);
    if (decision instanceof Decision.Allowed) {
      return Optional.empty();
    }
    return Optional.of(((Refusal.Login) ((Decision.Refused) decision).refusal()).maxAge());
  }

  private Instant before(long seconds) {
    return clock.instant().minusSeconds(seconds);
  }

  @Test
  void theBoundaryIsAWholeSecond() {
    Operation operation = operation("read").requireRecentAuth(MINUTE);
    assertThat(demanded(operation, before(0), "read")).isEmpty();
    assertThat(demanded(operation, before(60), "read")).isEmpty();
    assertThat(demanded(operation, before(61), "read")).contains(MINUTE);
    Instant login = before(60);
    clock.move(Duration.ofMillis(999));
    assertThat(demanded(operation, login, "read")).isEmpty();
    clock.move(Duration.ofMillis(1));
    assertThat(demanded(operation, login, "read")).contains(MINUTE);
  }

  @Test
  void whoNeverLoggedInIsNotFresh() {
    assertThat(demanded(operation("read").requireRecentAuth(MINUTE), null, "read"))
        .contains(MINUTE);
    assertThat(demanded(operation("read"), null, "read")).isEmpty();
    assertThat(demanded(operation("delete"), null, "delete")).isPresent();
    assertThat(demanded(operation("delete"), Instant.EPOCH, "delete")).isPresent();
  }

  @Test
  void aLoginOfTomorrowIsNone() {
    Operation operation = operation("read").requireRecentAuth(MINUTE);
    assertThat(demanded(operation, before(-30), "read")).as("clocks differ").isEmpty();
    assertThat(demanded(operation, before(-31), "read")).contains(MINUTE);
    assertThat(demanded(operation, Instant.MAX, "read")).contains(MINUTE);
    assertThat(demanded(operation, Instant.MIN, "read")).contains(MINUTE);
  }

  @Test
  void theCatalogDemandsWithoutBeingAskedFor() {
    assertThat(demanded(operation("delete"), before(600), "delete")).isEmpty();
    assertThat(demanded(operation("delete"), before(601), "delete"))
        .contains(Duration.ofSeconds(600));
    assertThat(demanded(operation("admin"), before(601), "admin"))
        .as("what includes it")
        .contains(Duration.ofSeconds(600));
    assertThat(demanded(operation("read"), before(9_000), "read", "delete"))
        .as("what the operation does not take")
        .isEmpty();
  }

  @Test
  void ofTwoAgesTheSmallerWins() {
    Operation shorter = operation("delete").requireRecentAuth(MINUTE);
    assertThat(demanded(shorter, before(61), "delete")).contains(MINUTE);
    assertThat(demanded(shorter, before(60), "delete")).isEmpty();
    Operation longer = operation("pay").requireRecentAuth(Duration.ofSeconds(600));
    assertThat(demanded(longer, before(61), "pay")).contains(MINUTE);
    assertThat(demanded(longer, before(601), "pay")).contains(MINUTE);
    assertThat(demanded(operation("pay", "delete"), before(61), "pay", "delete")).contains(MINUTE);
  }

  @Test
  void ofAlternativesOneThatIsFreshIsEnough() {
    Operation either = Operation.named("test").requireAny("pay", "delete");
    assertThat(demanded(either, before(300), "pay", "delete")).isEmpty();
    assertThat(demanded(either, before(300), "pay")).contains(MINUTE);
    assertThat(demanded(either, before(601), "pay", "delete")).contains(MINUTE);
    Operation harmless = Operation.named("test").requireAny("pay", "read");
    assertThat(demanded(harmless, before(9_000), "pay", "read")).isEmpty();
    assertThat(demanded(harmless, before(9_000), "pay")).contains(MINUTE);
  }

  @Test
  void aRefusalNamesAllScopesSoThatTheNextTokenIsEnough() {
    Operation operation = operation("read", "pay").require(ScopeRule.requireAny("delete", "admin"));
    Decision decision =
        server.authorize(Readings.token(before(61), "read", "pay", "admin"), operation);
    assertThat(((Decision.Refused) decision).refusal())
        .isEqualTo(
            new Refusal.Login(
                MINUTE, Set.of(ScopeName.of("read"), ScopeName.of("pay"), ScopeName.of("admin"))));
  }

  @Test
  void scopesAreAskedForFirst() {
    Decision decision =
        server.authorize(Readings.token(null, "read"), operation("pay").requireRecentAuth(MINUTE));
    assertThat(((Decision.Refused) decision).refusal()).isInstanceOf(Refusal.Scope.class);
  }
}
