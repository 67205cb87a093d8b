package io.github.scopekeeper.resource.token;

import com.nimbusds.jose.Payload;
import com.nimbusds.jwt.JWTClaimsSet;
import io.github.scopekeeper.core.catalog.ScopeName;
import java.text.ParseException;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads claims, from a token or an introspection, with the types that the standards give them. */
final class TokenClaims {

  private static final String NOT_READABLE = "The access token has a claim of the wrong type";

  /**
   * What else a token may be bound to (RFC 7800, section 3; RFC 8705, section 3.1). Members that
   * bind to nothing, such as Keycloak's {@code kc-jkt-type}, do not matter.
   */
  private static final Set<String> OTHER_BINDINGS =
      Set.of("x5t#S256", "jwk", "jwe", "kid", "jku", "osc");

  private static final List<String> TIMES = List.of("exp", "nbf", "iat", "auth_time");

  private static final Set<String> ACCESS_TOKEN_TYPES = Set.of("bearer", "dpop");

  private final JWTClaimsSet claims;

  private TokenClaims(JWTClaimsSet claims) {
    this.claims = claims;
  }

  /**
   * @param payload what the claims were read from
   */
  static TokenClaims of(Payload payload, JWTClaimsSet claims) throws TokenException {
    checkTimes(payload.toJSONObject());
    return new TokenClaims(claims);
  }

  static TokenClaims of(Map<String, Object> claims) throws TokenException {
    checkTimes(claims);
    try {
      return new TokenClaims(JWTClaimsSet.parse(claims));
    } catch (ParseException | RuntimeException e) {
      throw TokenException.invalid(NOT_READABLE);
    }
  }

  private static void checkTimes(Map<String, Object> claims) throws TokenException {
    if (!NumericDates.areInBounds(claims, TIMES)) {
      throw TokenException.invalid(NOT_READABLE);
    }
  }

  /**
   * @throws TokenException where a claim has not the type that it must have
   */
  AccessToken accessToken() throws TokenException {
    try {
      return new AccessToken(
          text("sub"),
          text("client_id").or(() -> lenient("azp")),
          scopes(),
          new HashSet<>(claims.getAudience()),
          instant("exp").orElseThrow(() -> new ParseException("exp", 0)),
          instant("auth_time"),
          text("acr"),
          keyThumbprint(),
          unmodifiable(claims.getClaims()));
    } catch (ParseException | RuntimeException e) {
      throw TokenException.invalid(NOT_READABLE);
    }
  }

  /** All the way down: one request's token is kept for the next. */
  private static Map<String, Object> unmodifiable(Map<?, ?> map) {
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((name, value) -> copy.put((String) name, unmodifiable(value)));
    return Collections.unmodifiableMap(copy);
  }

  private static Object unmodifiable(Object value) {
    if (value instanceof Map<?, ?> map) {
      return unmodifiable(map);
    }
    return value instanceof List<?> list
        ? Collections.unmodifiableList(
            list.stream().map(TokenClaims::unmodifiable).collect(Collectors.toList()))
        : value;
  }

  /**
   * Whether it says of itself that it is an access token, as Keycloak's do. ID tokens and refresh
   * tokens of the same realm say something else.
   */
  boolean saysAccessToken() {
    return lenient("typ").filter(t -> ACCESS_TOKEN_TYPES.contains(t.toLowerCase())).isPresent();
  }

  boolean saysOtherType() {
    return claims.getClaim("typ") != null && !saysAccessToken();
  }

  private Optional<String> text(String name) throws ParseException {
    return Optional.ofNullable(claims.getStringClaim(name)).filter(text -> !text.isEmpty());
  }

  private Optional<String> lenient(String name) {
    return claims.getClaim(name) instanceof String text && !text.isEmpty()
        ? Optional.of(text)
        : Optional.empty();
  }

  private Optional<Instant> instant(String name) throws ParseException {
    Object value = claims.getClaim(name);
    if (value instanceof Date date) {
      return Optional.of(date.toInstant());
    }
    Long seconds = claims.getLongClaim(name);
    return seconds == null ? Optional.empty() : Optional.of(Instant.ofEpochSecond(seconds));
  }

  /** Names that no scope can have are as good as not there. */
  private Set<ScopeName> scopes() throws ParseException {
    String scope = claims.getStringClaim("scope");
    Set<ScopeName> names = new HashSet<>();
    if (scope != null) {
      List.of(scope.split(" ")).forEach(name -> ScopeName.parse(name).ifPresent(names::add));
    }
    return names;
  }

  private boolean saysDpop(String name) {
    return lenient(name).filter("DPoP"::equalsIgnoreCase).isPresent();
  }

  private Optional<String> keyThumbprint() throws ParseException {
    Map<String, Object> confirmation = claims.getJSONObjectClaim("cnf");
    if (confirmation == null) {
      if (saysDpop("typ") || saysDpop("token_type")) {
        throw new ParseException("A bound token without its key", 0);
      }
      return Optional.empty();
    }
    if (Collections.disjoint(confirmation.keySet(), OTHER_BINDINGS)
        && confirmation.get("jkt") instanceof String thumbprint
        && !thumbprint.isEmpty()) {
      return Optional.of(thumbprint);
    }
    throw new ParseException("A token bound to what we cannot check", 0);
  }
}
