package io.github.scopekeeper.core.catalog;

import java.util.Objects;
import java.util.Optional;

/**
 * A scope-token of RFC 6749, section 3.3: one or more of {@code %x21 / %x23-5B / %x5D-7E}.
 *
 * <p>A name has no parts: what a scope is about stands in its {@link ScopeDefinition}, never in the
 * way its name is spelled.
 *
 * @param value the token as it stands in a {@code scope} parameter; never null, never empty
 */
public record ScopeName(String value) implements Comparable<ScopeName> {

  /** Longer tokens are refused: Keycloak stores no client scope with a longer name. */
  public static final int MAX_LENGTH = 255;

  /**
   * @throws IllegalArgumentException naming the first character that no scope-token may have
   */
  public ScopeName {
    Objects.requireNonNull(value, "value");
    String fault = faultOf(value);
    if (fault != null) {
      throw new IllegalArgumentException(fault);
    }
  }

  public static ScopeName of(String value) {
    return new ScopeName(value);
  }

  /** The name, or empty where {@code value} is null or no scope-token. */
  public static Optional<ScopeName> parse(String value) {
    return value == null || faultOf(value) != null
        ? Optional.empty()
        : Optional.of(new ScopeName(value));
  }

  private static String faultOf(String value) {
    if (value.isEmpty()) {
      return "A scope name must have at least one character.";
    }
    if (value.length() > MAX_LENGTH) {
      return "A scope name may have at most " + MAX_LENGTH + " characters, not " + value.length();
    }
    for (int i = 0; i < value.length(); i++) {
      if (!isAllowed(value.charAt(i))) {
        return "A scope name must not contain %s (at position %d)."
            .formatted(spoken(value.charAt(i)), i + 1);
      }
    }
    return null;
  }

  private static boolean isAllowed(char c) {
    return c == 0x21 || (c >= 0x23 && c <= 0x5B) || (c >= 0x5D && c <= 0x7E);
  }

  private static String spoken(char c) {
    if (c == ' ') {
      return "a space";
    }
    boolean visible = c > 0x20 && c < 0x7F;
    return visible ? "the character '" + c + "'" : "the character U+%04X".formatted((int) c);
  }

  @Override
  public int compareTo(ScopeName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
