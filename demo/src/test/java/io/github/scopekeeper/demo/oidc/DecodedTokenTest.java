package io.github.scopekeeper.demo.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class DecodedTokenTest {

  @Test
  void claimsComeOneALine() {
    var token = jwt("{\"scope\":\"openid workouts:read\",\"aud\":[\"a\",\"b\"],\"urn:x\":null}");

    assertThat(DecodedToken.of(token))
        .isEqualTo(
            """
            {
              "scope": "openid workouts:read",
              "aud": ["a","b"],
              "urn:x": null
            }\
            """);
  }

  @Test
  void anOpaqueTokenIsSaidToBeOne() {
    assertThat(DecodedToken.of("opaque")).contains("opaque");
  }

  private static String jwt(String payload) {
    return base64("{\"alg\":\"RS256\"}") + "." + base64(payload) + "." + base64("signature");
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
