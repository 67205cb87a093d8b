package io.github.scopekeeper.demo.oidc;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Collections;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An access token made readable, for show only: a client must treat it as opaque, checking it is
 * the API's work.
 */
public final class DecodedToken {

  private DecodedToken() {}

  public static String of(String accessToken) {
    try {
      return SignedJWT.parse(accessToken).getPayload().toJSONObject().entrySet().stream()
          .map(DecodedToken::line)
          .collect(Collectors.joining(",\n", "{\n", "\n}"));
    } catch (ParseException e) {
      return "This access token is opaque: there is nothing to decode.";
    }
  }

  private static String line(Map.Entry<String, Object> claim) {
    var name = json(claim.getKey(), 0);
    var value = json("", claim.getValue());
    return "  "
        + name.substring(1, name.length() - 3)
        + ": "
        + value.substring(4, value.length() - 1);
  }

  private static String json(String name, Object value) {
    return JSONObjectUtils.toJSONString(Collections.singletonMap(name, value));
  }
}
