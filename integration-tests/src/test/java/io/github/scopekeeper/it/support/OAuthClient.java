package io.github.scopekeeper.it.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

/** An OAuth client as its own programmer would write it: nothing of Keycloak but the endpoints. */
public final class OAuthClient {
  static final String VERIFIER = "a-verifier-of-forty-three-characters-or-longer-0123456789";
  static final String REDIRECT_URI = "http://127.0.0.1/callback";

  private final URI realm;
  private final String clientId;
  private final String secret;
  private final String redirectUri;

  OAuthClient(URI realm, String clientId, String secret) {
    this(realm, clientId, secret, REDIRECT_URI);
  }

  private OAuthClient(URI realm, String clientId, String secret, String redirectUri) {
    this.realm = realm;
    this.clientId = clientId;
    this.secret = secret;
    this.redirectUri = redirectUri;
  }

  /** The same client, whose users come back to another address. */
  public OAuthClient comingBackTo(String otherRedirectUri) {
    return new OAuthClient(realm, clientId, secret, otherRedirectUri);
  }

  public String clientId() {
    return clientId;
  }

  public AuthorizationRequest request(String scope) {
    return new AuthorizationRequest(endpoint("auth"), clientId, scope)
        .with("redirect_uri", redirectUri);
  }

  /** The same request, but its parameters are handed over beforehand. */
  public URI pushed(AuthorizationRequest request) {
    Map<String, String> parameters = new LinkedHashMap<>(request.parameters());
    parameters.remove("client_id");
    List<Entry<String, String>> form = fields(parameters);
    authenticate(form);
    JsonNode answer = Json.parse(post("ext/par/request", form).body());
    if (!answer.has("request_uri")) {
      throw new AssertionError("PAR refused: " + answer);
    }
    return request.byReference(answer.path("request_uri").asText());
  }

  public Tokens redeem(Page callback) {
    return redeem(callback.code());
  }

  public Tokens redeem(String code) {
    return token(
        "authorization_code",
        Map.of("code", code, "redirect_uri", redirectUri, "code_verifier", VERIFIER));
  }

  public Tokens refresh(Tokens tokens) {
    return token("refresh_token", Map.of("refresh_token", tokens.refresh()));
  }

  public Tokens refresh(Tokens tokens, String scope) {
    return token("refresh_token", Map.of("refresh_token", tokens.refresh(), "scope", scope));
  }

  public Tokens clientCredentials(String scope) {
    return token("client_credentials", Map.of("scope", scope));
  }

  /** With the client's default scopes and no others. */
  public Tokens clientCredentials() {
    return token("client_credentials", Map.of());
  }

  public Tokens password(TestUser user, String scope) {
    return token(
        "password",
        Map.of("username", user.username(), "password", user.password(), "scope", scope));
  }

  /** Token exchange, standard version 2: the client's own token for one with other scopes. */
  public Tokens exchange(Tokens subject, String scope) {
    return token(
        "urn:ietf:params:oauth:grant-type:token-exchange",
        Map.of(
            "subject_token",
            subject.access(),
            "subject_token_type",
            "urn:ietf:params:oauth:token-type:access_token",
            "requested_token_type",
            "urn:ietf:params:oauth:token-type:access_token",
            "scope",
            scope));
  }

  public DeviceCode device(String scope) {
    List<Entry<String, String>> form = fields(Map.of("scope", scope));
    form.add(Map.entry("code_challenge", AuthorizationRequest.challenge()));
    form.add(Map.entry("code_challenge_method", "S256"));
    authenticate(form);
    JsonNode answer = Json.parse(post("auth/device", form).body());
    if (!answer.has("device_code")) {
      throw new AssertionError("no device code: " + answer);
    }
    return new DeviceCode(
        answer.path("device_code").asText(),
        URI.create(answer.path("verification_uri_complete").asText()));
  }

  /** What a device asks while its user decides elsewhere. */
  public record DeviceCode(String code, URI verification) {}

  public Tokens poll(DeviceCode device) {
    return token(
        "urn:ietf:params:oauth:grant-type:device_code",
        Map.of("device_code", device.code(), "code_verifier", VERIFIER));
  }

  public Tokens token(String grantType, Map<String, String> parameters) {
    List<Entry<String, String>> form = fields(parameters);
    form.add(Map.entry("grant_type", grantType));
    authenticate(form);
    HttpResponse<String> response = post("token", form);
    return new Tokens(response.statusCode(), Json.parse(response.body()));
  }

  public JsonNode introspect(String token) {
    List<Entry<String, String>> form = fields(Map.of("token", token));
    authenticate(form);
    return Json.parse(post("token/introspect", form).body());
  }

  public JsonNode userinfo(Tokens tokens) {
    HttpRequest request =
        Http.request(endpoint("userinfo"))
            .header("Authorization", "Bearer " + tokens.access())
            .build();
    HttpResponse<String> response = Http.send(request);
    if (response.statusCode() != 200) {
      throw new AssertionError("userinfo answered " + response.statusCode() + response.headers());
    }
    return Json.parse(response.body());
  }

  private void authenticate(List<Entry<String, String>> form) {
    form.add(Map.entry("client_id", clientId));
    if (secret != null) {
      form.add(Map.entry("client_secret", secret));
    }
  }

  private HttpResponse<String> post(String path, List<Entry<String, String>> form) {
    return Http.send(
        Http.request(endpoint(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(Http.form(form))
            .build());
  }

  private URI endpoint(String path) {
    return URI.create(realm + "/protocol/openid-connect/" + path);
  }

  private static List<Entry<String, String>> fields(Map<String, String> parameters) {
    return new ArrayList<>(parameters.entrySet());
  }
}
