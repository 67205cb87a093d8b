package io.github.scopekeeper.resource.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The path that a request is dispatched by, where everybody reads it alike. Containers, routers and
 * proxies disagree about path parameters, encoded slashes, empty and dot segments and what is
 * encoded without need; a path with one of them could pass by the rule of one as the route of
 * another, so there is none.
 */
final class RequestPath {

  /**
   * Letters, digits, "-", "." and "_" need no encoding; "/", "\", ";", "%" and NUL change routes.
   */
  private static final Pattern AMBIGUOUS =
      Pattern.compile(
          "[;\\\\\\x00-\\x20\\x7F-\\uFFFF]|//"
              + "|%(?:2[dDeEfF5]|3[0-9bB]|[46][1-9a-fA-F]|[57][0-9aA]|5[cCfF]|[01].|7[fF])"
              + "|%(?![0-9a-fA-F]{2})"
              + "|/\\.{1,2}(?:/|$)");

  private RequestPath() {}

  /**
   * @return decoded, without the context's path; empty where it can be read in more than one way
   */
  static Optional<String> of(HttpServletRequest request) {
    String raw = request.getRequestURI();
    if (raw == null || !raw.startsWith("/") || AMBIGUOUS.matcher(raw).find()) {
      return Optional.empty();
    }
    try {
      String dispatched = dispatched(request);
      boolean same = decode(raw).equals(decode(request.getContextPath()) + dispatched);
      return same ? Optional.of(dispatched) : Optional.empty();
    } catch (CharacterCodingException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Containers throw an IllegalArgumentException here for what they find ambiguous. */
  private static String dispatched(HttpServletRequest request) {
    String info = request.getPathInfo();
    return info == null ? request.getServletPath() : request.getServletPath() + info;
  }

  private static String decode(String raw) throws CharacterCodingException {
    ByteBuffer bytes = ByteBuffer.allocate(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      if (raw.charAt(i) == '%') {
        bytes.put((byte) Integer.parseUnsignedInt(raw, i + 1, Math.min(i + 3, raw.length()), 16));
        i += 2;
      } else {
        bytes.put((byte) raw.charAt(i));
      }
    }
    return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
  }
}
