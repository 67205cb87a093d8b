package io.github.scopekeeper.core.recentauth;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is remembered of the login that set a session's {@code auth_time}. A login at an identity
 * provider is as old as the provider says: the moment at which the user came back proves nothing,
 * since a session there may be a week old.
 *
 * <p>It belongs to one {@code auth_time}. When a later login, which nobody looked at, has moved
 * that time, the earlier login is still proven, and the later one is not.
 *
 * @param authTime the session's {@code auth_time}, in seconds
 * @param proven when the user proved who they are, in seconds; empty where nobody says
 */
public record LoginProof(long authTime, Optional<Long> proven) {

  /** How far a provider's clock may be ahead of ours. */
  static final Duration SKEW = Duration.ofSeconds(60);

  private static final String UNKNOWN = "-";

  public LoginProof {
    Objects.requireNonNull(proven, "proven");
  }

  /** The user proved who they are to this server. */
  public static LoginProof here(long authTime) {
    return new LoginProof(authTime, Optional.of(authTime));
  }

  /**
   * The user came back from an identity provider.
   *
   * @param said the provider's {@code auth_time}, as it came
   * @param now the time of this server: a login later than that has not taken place
   */
  public static LoginProof byProvider(long authTime, Optional<String> said, Instant now) {
    return new LoginProof(
        authTime,
        said.flatMap(LoginProof::seconds)
            .filter(time -> time > 0 && time <= now.plus(SKEW).getEpochSecond())
            .map(time -> Math.min(time, authTime)));
  }

  /**
   * When the user of a session proved who they are.
   *
   * @param authTime the session's {@code auth_time}
   * @param noted what the session remembers of its login
   * @param throughProvider whether an identity provider had to do with the session at any time
   */
  public static Login login(long authTime, Optional<LoginProof> noted, boolean throughProvider) {
    boolean seen = noted.filter(proof -> proof.authTime() == authTime).isPresent();
    return (seen || throughProvider ? noted : Optional.of(here(authTime)))
        .flatMap(LoginProof::proven)
        .<Login>map(time -> new Login.At(Instant.ofEpochSecond(time)))
        .orElseGet(Login.Unknown::new);
  }

  /** The same user has been proven in this session before; the newest proof counts. */
  public LoginProof after(Optional<LoginProof> earlier) {
    Optional<Long> newest =
        Stream.concat(proven.stream(), earlier.flatMap(LoginProof::proven).stream())
            .max(Long::compare);
    return new LoginProof(authTime, newest);
  }

  /** For a session's notes. */
  public String text() {
    return authTime + " " + proven.map(String::valueOf).orElse(UNKNOWN);
  }

  /** Empty where this is nothing that {@link #text} has written. */
  public static Optional<LoginProof> parse(String text) {
    String[] parts = text == null ? new String[0] : text.split(" ", -1);
    if (parts.length != 2) {
      return Optional.empty();
    }
    Optional<Long> proven = seconds(parts[1]);
    boolean readable = proven.isPresent() || UNKNOWN.equals(parts[1]);
    return readable
        ? seconds(parts[0]).map(authTime -> new LoginProof(authTime, proven))
        : Optional.empty();
  }

  private static Optional<Long> seconds(String text) {
    return text.matches("[0-9]{1,12}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }
}
