package io.github.scopekeeper.it.support;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** An authorization request: code with PKCE unless told otherwise. */
public final class AuthorizationRequest {
  private final URI endpoint;
  private final Map<String, String> parameters = new LinkedHashMap<>();

  AuthorizationRequest(URI endpoint, String clientId, String scope) {
    this.endpoint = endpoint;
    with("client_id", clientId);
    with("redirect_uri", OAuthClient.REDIRECT_URI);
    with("response_type", "code");
    with("scope", scope);
    with("state", UUID.randomUUID().toString());
    with("nonce", UUID.randomUUID().toString());
    with("code_challenge", challenge());
    with("code_challenge_method", "S256");
  }

  public AuthorizationRequest with(String name, String value) {
    parameters.put(name, value);
    return this;
  }

  public AuthorizationRequest prompt(String prompt) {
    return with("prompt", prompt);
  }

  public AuthorizationRequest maxAge(int seconds) {
    return with("max_age", String.valueOf(seconds));
  }

  public AuthorizationRequest responseType(String responseType) {
    return with("response_type", responseType);
  }

  /** The parameters inside an unsigned request object, which Keycloak takes unless told not to. */
  public AuthorizationRequest asRequestObject() {
    Map<String, Object> claims = new LinkedHashMap<>(parameters);
    claims.computeIfPresent("max_age", (name, value) -> Integer.valueOf((String) value));
    AuthorizationRequest outer =
        new AuthorizationRequest(endpoint, parameters.get("client_id"), "openid");
    return outer.with("request", Jwt.unsigned(claims));
  }

  public URI uri() {
    return URI.create(endpoint + "?" + Http.encode(parameters));
  }

  Map<String, String> parameters() {
    return parameters;
  }

  URI byReference(String requestUri) {
    Map<String, String> reference = new LinkedHashMap<>();
    reference.put("client_id", parameters.get("client_id"));
    reference.put("request_uri", requestUri);
    return URI.create(endpoint + "?" + Http.encode(reference));
  }

  static String challenge() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return Jwt.encode(digest.digest(OAuthClient.VERIFIER.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
