package io.github.scopekeeper.resource.token;

import com.nimbusds.jose.util.StandardCharset;
import java.util.List;
import java.util.Locale;

/**
 * The token of an {@code Authorization} header (RFC 6750, section 2.1; RFC 9449, section 7.1). A
 * token in the query or in a form does not count.
 *
 * @param dpop whether the scheme was {@code DPoP} and not {@code Bearer}
 */
record Credentials(String token, boolean dpop) {

  /** No server that issues such tokens could send them in a header of its own. */
  static final int LONGEST_TOKEN = 16 * 1024;

  private static final boolean[] TOKEN_CHARACTERS = new boolean[128];

  static {
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/"
        .chars()
        .forEach(c -> TOKEN_CHARACTERS[c] = true);
  }

  private static final String MALFORMED = "The access token is malformed";

  static Credentials of(List<String> headers) throws TokenException {
    if (headers.isEmpty()) {
      throw TokenException.missing();
    }
    if (headers.size() > 1) {
      throw TokenException.malformed("The request has more than one Authorization header");
    }
    String value = headers.get(0).strip();
    int space = value.indexOf(' ');
    String scheme = (space < 0 ? value : value.substring(0, space)).toLowerCase(Locale.ROOT);
    boolean dpop = scheme.equals("dpop");
    if (!dpop && !scheme.equals("bearer")) {
      throw TokenException.missing();
    }
    String token = space < 0 ? "" : value.substring(space + 1).strip();
    if (!isToken(token)) {
      throw TokenException.invalid(MALFORMED);
    }
    return new Credentials(token, dpop);
  }

  /** The {@code b64token} of RFC 6750, section 2.1. */
  private static boolean isToken(String text) {
    if (text.isEmpty() || text.length() > LONGEST_TOKEN) {
      return false;
    }
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '=') {
      end--;
    }
    for (int i = 0; i < end; i++) {
      if (!isTokenCharacter(text.charAt(i))) {
        return false;
      }
    }
    return end > 0;
  }

  private static boolean isTokenCharacter(char c) {
    return c < TOKEN_CHARACTERS.length && TOKEN_CHARACTERS[c];
  }

  /** Never the token. */
  @Override
  public String toString() {
    return "Credentials[%d bytes]".formatted(token.getBytes(StandardCharset.UTF_8).length);
  }
}
