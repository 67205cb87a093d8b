package io.github.scopekeeper.demo.call;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.token.BearerTokenError;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an API wants before it does what it was asked for (RFC 6750, section 3; RFC 9470).
 *
 * @param error the error code; empty where the request had no token
 * @param scope all the scopes that a token needs; empty where the API does not say
 * @param maxAge how old the user's login may be
 */
public record Challenge(String error, Set<String> scope, Optional<Duration> maxAge) {

  private static final String FRESH_LOGIN = "insufficient_user_authentication";

  /** BearerTokenError knows nothing of RFC 9470. */
  private static final Pattern MAX_AGE = Pattern.compile("[, ]max_age=\"?(\\d{1,9})\"?(?:[, ]|$)");

  public Challenge {
    scope = Set.copyOf(scope);
  }

  /**
   * @return empty where the header is no challenge of the scheme Bearer
   */
  static Optional<Challenge> parse(String header) {
    try {
      var error = BearerTokenError.parse(header);
      var code = error.getCode() == null ? "" : error.getCode();
      var scope =
          error.getScope() == null ? Set.<String>of() : Set.copyOf(error.getScope().toStringList());
      return Optional.of(
          new Challenge(
              code,
              new LinkedHashSet<>(scope),
              code.equals(FRESH_LOGIN) ? maxAge(header) : none()));
    } catch (ParseException notOne) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> maxAge(String header) {
    var found = MAX_AGE.matcher(header);
    return Optional.of(
        found.find() ? Duration.ofSeconds(Long.parseLong(found.group(1))) : Duration.ZERO);
  }

  private static Optional<Duration> none() {
    return Optional.empty();
  }

  /** Whether the token itself is no good. */
  boolean isOfToken() {
    return error.equals("invalid_token") || error.isEmpty();
  }

  public boolean isOfScope() {
    return error.equals("insufficient_scope") && !scope.isEmpty();
  }

  public boolean isOfLogin() {
    return maxAge.isPresent();
  }
}
