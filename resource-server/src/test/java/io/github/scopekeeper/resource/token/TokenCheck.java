package io.github.scopekeeper.resource.token;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.scopekeeper.resource.account.ServiceAccount;
import io.github.scopekeeper.resource.request.ApiRequest;
import io.github.scopekeeper.resource.support.FakeRealm;
import io.github.scopekeeper.resource.support.MovingClock;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An authenticator for the fake realm, a clock of its own, and what it says of a token. */
final class TokenCheck implements AutoCloseable {

  static final Duration SKEW = Duration.ofSeconds(30);
  static final Duration CACHED = Duration.ofSeconds(60);

  final MovingClock clock = new MovingClock();
  static final Duration PATIENT = Duration.ofSeconds(20);
  private final TokenAuthenticator authenticator;

  TokenCheck(FakeRealm realm) {
    this(realm, TokenSettings.ALGORITHMS, Optional.empty(), PATIENT);
  }

  TokenCheck(FakeRealm realm, String algorithm) {
    this(realm, Set.of(algorithm), Optional.empty(), PATIENT);
  }

  private TokenCheck(
      FakeRealm realm, Set<String> algorithms, Optional<ServiceAccount> account, Duration timeout) {
    authenticator =
        new TokenSettings(
                realm.issuer().toString(),
                realm.issuer(),
                URI.create("https://api.example.com"),
                Set.of(FakeRealm.AUDIENCE, "api-of-old"),
                algorithms,
                SKEW,
                timeout,
                CACHED,
                account,
                clock)
            .authenticator();
  }

  static TokenCheck introspecting(FakeRealm realm) {
    return introspecting(realm, PATIENT);
  }

  static TokenCheck introspecting(FakeRealm realm, Duration timeout) {
    var account = Optional.of(new ServiceAccount("fitness-api", "pssst"));
    return new TokenCheck(realm, TokenSettings.ALGORITHMS, account, timeout);
  }

  AccessToken accepts(String token) {
    try {
      return authenticator.authenticate(request("Bearer " + token));
    } catch (TokenException e) {
      throw new AssertionError("refused: " + e.problem(), e);
    }
  }

  /** Why it is not accepted; fails where it is. */
  TokenProblem refuses(String token) {
    return refusesHeaders("Bearer " + token);
  }

  TokenProblem refusesHeaders(String... authorization) {
    return refuses(request(authorization));
  }

  TokenProblem refuses(ApiRequest request) {
    TokenException e =
        catchThrowableOfType(TokenException.class, () -> authenticator.authenticate(request));
    if (e == null) {
      throw new AssertionError("accepted");
    }
    return e.problem();
  }

  AccessToken accepts(ApiRequest request) {
    try {
      return authenticator.authenticate(request);
    } catch (TokenException e) {
      throw new AssertionError("refused: " + e.problem(), e);
    }
  }

  /** An AccessToken or a TokenProblem; whatever else comes out is thrown. */
  Object outcome(String token) {
    try {
      return authenticator.authenticate(request("Bearer " + token));
    } catch (TokenException e) {
      return e.problem();
    }
  }

  private static ApiRequest request(String... authorization) {
    return new ApiRequest("GET", "/workouts", List.of(authorization), List.of());
  }

  @Override
  public void close() {
    authenticator.close();
  }
}
