package io.github.scopekeeper.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.scopekeeper.resource.account.ServiceAccount;
import io.github.scopekeeper.resource.account.ServiceTokens;
import io.github.scopekeeper.resource.audit.AuditRecord;
import io.github.scopekeeper.resource.audit.KeycloakAuditSink;
import io.github.scopekeeper.resource.audit.Outcome;
import io.github.scopekeeper.resource.request.ApiRequest;
import io.github.scopekeeper.resource.rule.Operation;
import io.github.scopekeeper.resource.support.FakeRealm;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All that the library asks a realm for: no redirect is followed, no response takes for ever. */
class RealmRequestsTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(1);
  private static final Duration FOR_EVER = Duration.ofSeconds(30);

  enum Request {
    KEYS(FakeRealm.CERTS),
    CATALOG(FakeRealm.CATALOG),
    INTROSPECTION(FakeRealm.INTROSPECTION),
    SERVICE_TOKEN(FakeRealm.TOKEN),
    AUDIT(FakeRealm.AUDIT);

    private final String path;

    Request(String path) {
      this.path = path;
    }
  }

  private final FakeRealm realm = FakeRealm.start();
  private final FakeRealm other = FakeRealm.start();
  private final ServiceAccount account = new ServiceAccount("fitness-api", "pssst");

  @AfterEach
  void close() {
    realm.close();
    other.close();
  }

  private void fails(Request request) {
    ThrowingCallable call =
        switch (request) {
          case KEYS, CATALOG -> () -> check(realm.token("workouts:read").bearer());
          case INTROSPECTION -> () -> check("Bearer opaque");
          case SERVICE_TOKEN -> () -> serviceTokens().get();
          case AUDIT ->
              () ->
                  new KeycloakAuditSink(realm.issuer(), account, TIMEOUT)
                      .write(List.of(AuditRecord.builder("a", Outcome.SUCCESS).build()));
        };
    assertTimeoutPreemptively(
        FOR_EVER, () -> assertThatThrownBy(call).isInstanceOf(Exception.class));
  }

  private ServiceTokens serviceTokens() {
    return new ServiceTokens(realm.issuer(), account, "x", TIMEOUT, Clock.systemUTC());
  }

  /** Throws where nobody can say, which is a 503. */
  private void check(String authorization) {
    ApiRequest request = new ApiRequest("GET", "/workouts", List.of(authorization), List.of());
    Operation operation = Operation.named("workouts.read").requireAll("workouts:read");
    try (ResourceServer server =
        realm.api("https://api.example.com").timeout(TIMEOUT).serviceAccount(account).build()) {
      Decision decision = server.check(request, operation);
      if (decision instanceof Decision.Refused refused
          && server.answer(refused.refusal()).status() == 503) {
        throw new IllegalStateException("503");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void noRedirectIsFollowed(Request request) {
    realm.redirects(request.path, 307, other);
    fails(request);
    assertThat(realm.requests(request.path)).isPositive();
    assertThat(other.requests(request.path)).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void aResponseThatDripsIsGivenUp(Request request) {
    realm.drips(request.path);
    fails(request);
  }
}
