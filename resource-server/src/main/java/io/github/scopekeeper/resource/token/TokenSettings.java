package io.github.scopekeeper.resource.token;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import io.github.scopekeeper.resource.account.ServiceAccount;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which tokens an API takes.
 *
 * @param issuer the realm as tokens name it in {@code iss}, compared exactly
 * @param server the realm's address as this API reaches it; mostly the issuer
 * @param origin scheme and authority under which apps know this API
 * @param audience what {@code aud} must name one of; never empty
 * @param algorithms asymmetric signature algorithms (RFC 7518, section 3.1)
 * @param skew how far clocks may be apart, up to a minute
 * @param timeout how long to wait for the realm
 * @param cacheTime how long a verified token need not be verified again; zero: never kept
 * @param account who asks the realm about tokens that say nothing themselves
 */
public record TokenSettings(
    String issuer,
    URI server,
    URI origin,
    Set<String> audience,
    Set<String> algorithms,
    Duration skew,
    Duration timeout,
    Duration cacheTime,
    Optional<ServiceAccount> account,
    Clock clock) {

  /** What the JDK can verify and nobody can sign with a public key. */
  public static final Set<String> ALGORITHMS =
      Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

  private static final Duration KEYS_KEPT = Duration.ofMinutes(5);
  private static final Duration KEYS_ASKED_AT_MOST_EVERY = Duration.ofSeconds(5);
  private static final Duration MOST_SKEW = Duration.ofMinutes(1);

  public TokenSettings {
    audience = Set.copyOf(audience);
    algorithms = Set.copyOf(algorithms);
    if (audience.isEmpty()) {
      throw new IllegalArgumentException(
          "Name the audience: the client id in Keycloak that stands for this API.");
    }
    if (algorithms.isEmpty() || !ALGORITHMS.containsAll(algorithms)) {
      throw new IllegalArgumentException(
          "The algorithms must be some of %s, not %s."
              .formatted(ALGORITHMS.stream().sorted().toList(), algorithms));
    }
    if (skew.isNegative() || skew.compareTo(MOST_SKEW) > 0) {
      throw new IllegalArgumentException("The clock skew must be from 0 to 60 seconds.");
    }
  }

  /** What a DPoP proof may be signed with, as a challenge lists it (RFC 9449, section 7.1). */
  public static String dpopAlgorithms() {
    return DpopProof.ALGORITHMS.stream()
        .map(JWSAlgorithm::getName)
        .sorted()
        .collect(Collectors.joining(" "));
  }

  /** Fetches nothing yet: the first token makes it ask for keys. */
  public TokenAuthenticator authenticator() {
    return new TokenAuthenticator(this);
  }

  RealmKeys keys() {
    if (!"https".equalsIgnoreCase(server.getScheme())
        && !"http".equalsIgnoreCase(server.getScheme())) {
      throw new IllegalArgumentException("The issuer must be an http or https URL.");
    }
    return new RealmKeys(endpoint("certs"), timeout, KEYS_KEPT, KEYS_ASKED_AT_MOST_EVERY);
  }

  JwtVerifier jwts(RealmKeys keys) {
    Set<JWSAlgorithm> accepted =
        algorithms.stream().map(JWSAlgorithm::parse).collect(Collectors.toSet());
    return new JwtVerifier(issuer, accepted, keys, skew, clock);
  }

  Optional<Introspection> introspection() {
    return account.map(
        known ->
            new Introspection(
                endpoint("token/introspect"),
                issuer,
                new ClientSecretBasic(new ClientID(known.clientId()), new Secret(known.secret())),
                timeout,
                skew,
                clock));
  }

  private URI endpoint(String path) {
    return URI.create(server + "/protocol/openid-connect/" + path);
  }
}
