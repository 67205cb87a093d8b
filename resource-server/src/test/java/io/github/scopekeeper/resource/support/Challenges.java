package io.github.scopekeeper.resource.support;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a challenge as a strict client would (RFC 9110, section 11.6.1). */
public final class Challenges {

  private static final String PARAMETER = "([a-z_]+)=\"([\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]*)\"";
  private static final Pattern WHOLE =
      Pattern.compile("(Bearer|DPoP) " + PARAMETER + "(?:, " + PARAMETER + ")*");

  private Challenges() {}

  /**
   * @return the parameters by name
   * @throws IllegalArgumentException where it is not one well-formed challenge
   */
  public static Map<String, String> parameters(String challenge) {
    if (!WHOLE.matcher(challenge).matches()) {
      throw new IllegalArgumentException("no challenge: " + challenge);
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    Matcher one = Pattern.compile(PARAMETER).matcher(challenge);
    while (one.find()) {
      if (parameters.put(one.group(1), one.group(2)) != null) {
        throw new IllegalArgumentException("said twice: " + one.group(1));
      }
    }
    return parameters;
  }
}
