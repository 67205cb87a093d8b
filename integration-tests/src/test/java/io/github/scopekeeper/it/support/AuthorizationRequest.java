package io.github.scopekeeper.it.support;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
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

  public AuthorizationRequest without(String name) {
    parameters.remove(name);
    return this;
  }

  public AuthorizationRequest includeGranted() {
    return with("include_granted_scopes", "true");
  }

  /** The parameters inside an unsigned request object, which Keycloak takes unless told not to. */
  public AuthorizationRequest asRequestObject() {
    return around(Jwt.unsigned(claims()));
  }

  /** The parameters inside a request object that only this client can have signed. */
  public AuthorizationRequest asRequestObject(SigningKey key) {
    return around(key.requestObject(claims()));
  }

  public AuthorizationRequest asRequestObject(String clientSecret) {
    return around(Jwt.hmac(clientSecret, claims()));
  }

  /** The parameters inside an object that is encrypted to the realm, and signed by nobody. */
  public AuthorizationRequest asRequestObject(Encryption encryption) {
    return around(encryption.encrypt(Json.write(claims())));
  }

  private AuthorizationRequest around(String object) {
    return new AuthorizationRequest(endpoint, parameters.get("client_id"), "openid")
        .with("redirect_uri", parameters.get("redirect_uri"))
        .with("request", object);
  }

  /** With the claims that RFC 9101 wants around the parameters: Keycloak counts them as unknown. */
  private Map<String, Object> claims() {
    long now = Instant.now().getEpochSecond();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", parameters.get("client_id"));
    claims.put("aud", endpoint.toString().replaceAll("/protocol/.*", ""));
    claims.put("exp", now + 300);
    claims.put("iat", now);
    claims.put("nbf", now - 5);
    claims.put("jti", UUID.randomUUID().toString());
    claims.putAll(parameters);
    claims.computeIfPresent("max_age", (name, value) -> Integer.valueOf((String) value));
    return claims;
  }

  public URI uri() {
    return URI.create(endpoint + "?" + Http.encode(parameters));
  }

  public String clientId() {
    return parameters.get("client_id");
  }

  URI endpoint() {
    return endpoint;
  }

  Map<String, String> parameters() {
    return parameters;
  }

  /** The request object that this request carries. */
  public String requestObject() {
    return parameters.get("request");
  }

  /** The same with an object that is fetched there, and more beside it. */
  public URI byReference(String requestUri, String beside) {
    return URI.create(without("request").with("request_uri", requestUri).uri() + beside);
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
