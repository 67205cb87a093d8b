package io.github.scopekeeper.it.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;

/** An OAuth client as its own programmer would write it: nothing of Keycloak but the endpoints. */
public final class OAuthClient {
  static final String VERIFIER = "a-verifier-of-forty-three-characters-or-longer-0123456789";
  static final String REDIRECT_URI = "http://127.0.0.1/callback";

  private final BackChannel channel;
  private final String redirectUri;

  OAuthClient(URI realm, String clientId, String secret) {
    this(new BackChannel(realm, clientId, secret, null), REDIRECT_URI);
  }

  private OAuthClient(BackChannel channel, String redirectUri) {
    this.channel = channel;
    this.redirectUri = redirectUri;
  }

  /** The same client, whose users come back to another address. */
  public OAuthClient comingBackTo(String otherRedirectUri) {
    return new OAuthClient(channel, otherRedirectUri);
  }

  /** The same client, proving with each call that it holds the key; null: proving nothing. */
  public OAuthClient provingWith(SigningKey key) {
    return new OAuthClient(
        new BackChannel(channel.realm(), channel.clientId(), channel.secret(), key), redirectUri);
  }

  public String clientId() {
    return channel.clientId();
  }

  public String secret() {
    return channel.secret();
  }

  public AuthorizationRequest request(String scope) {
    return new AuthorizationRequest(channel.endpoint("auth"), clientId(), scope)
        .with("redirect_uri", redirectUri);
  }

  /** The same request, but its parameters are handed over beforehand. */
  public URI pushed(AuthorizationRequest request) {
    Map<String, String> parameters = new LinkedHashMap<>(request.parameters());
    parameters.remove("client_id");
    JsonNode answer = channel.json("ext/par/request", parameters);
    if (!answer.has("request_uri")) {
      throw new AssertionError("PAR refused: " + answer);
    }
    return request.byReference(answer.path("request_uri").asText());
  }

  public Tokens redeem(Page callback) {
    return redeem(callback.code());
  }

  public Tokens redeem(String code) {
    return redeem(code, Map.of());
  }

  /** A public client's way to have earlier grants merged: it shows what it holds of them. */
  public Tokens redeemWithGrant(Page callback, String existingGrant) {
    return redeem(callback.code(), Map.of("existing_grant", existingGrant));
  }

  private Tokens redeem(String code, Map<String, String> more) {
    Map<String, String> parameters = new LinkedHashMap<>(more);
    parameters.put("code", code);
    parameters.put("redirect_uri", redirectUri);
    parameters.put("code_verifier", VERIFIER);
    return token("authorization_code", parameters);
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
    return device(scope, Map.of());
  }

  public DeviceCode device(String scope, Map<String, String> more) {
    Map<String, String> parameters = new LinkedHashMap<>(more);
    parameters.put("scope", scope);
    parameters.put("code_challenge", AuthorizationRequest.challenge());
    parameters.put("code_challenge_method", "S256");
    JsonNode answer = channel.json("auth/device", parameters);
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

  /** CIBA: has the user asked on the {@link AuthenticationDevice}. */
  public String backchannel(TestUser user, String scope) {
    JsonNode answer =
        channel.json("ext/ciba/auth", Map.of("login_hint", user.username(), "scope", scope));
    if (!answer.has("auth_req_id")) {
      throw new AssertionError("no auth_req_id: " + answer);
    }
    return answer.path("auth_req_id").asText();
  }

  public Tokens poll(String backchannelRequest) {
    return token("urn:openid:params:grant-type:ciba", Map.of("auth_req_id", backchannelRequest));
  }

  public Tokens token(String grantType, Map<String, String> parameters) {
    Map<String, String> form = new LinkedHashMap<>(parameters);
    form.put("grant_type", grantType);
    HttpResponse<String> response = channel.post("token", form);
    return new Tokens(response.statusCode(), Json.parse(response.body()));
  }

  public JsonNode introspect(String token) {
    return channel.json("token/introspect", Map.of("token", token));
  }

  /** RFC 7009. */
  public int revoke(String token) {
    return channel.post("revoke", Map.of("token", token)).statusCode();
  }

  /** Ends the user's session, as an app does without a browser. */
  public int logout(Tokens tokens) {
    return channel.post("logout", Map.of("refresh_token", tokens.refresh())).statusCode();
  }

  public JsonNode userinfo(Tokens tokens) {
    Rest.Answer answer = Rest.get(channel.endpoint("userinfo"), tokens);
    if (answer.status() != 200) {
      throw new AssertionError("userinfo answered " + answer.status() + answer.headers());
    }
    return answer.body();
  }
}
