package io.github.scopekeeper.demo;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

/** As much of a realm as the app meets. It grants what the test says. */
final class FakeKeycloak implements AutoCloseable {

  record Reply(int status, String json) {
    static Reply ok(String json) {
      return new Reply(200, json);
    }
  }

  private final HttpServer server;
  private final RSAKey key;
  private int tokens;

  /** The nonce of the authorization request that is being answered. */
  String nonce = "";

  /** What the next tokens carry. */
  String scope = "openid profile:read";

  boolean sessionLives = true;
  boolean takesExistingGrant = true;

  /** The token requests that came with a code. */
  final List<String> redemptions = new ArrayList<>();

  Reply overview =
      Reply.ok(
          "{\"client_id\":\"fitness-app\",\"granted\":[{\"scope\":\"profile:read\"}],\"denied\":[]}");
  Reply proposal = Reply.ok("{\"available\":true,\"granted\":[],\"missing\":[],\"denied\":[]}");

  /** The access tokens that are not taken any more. */
  final List<String> stale = new ArrayList<>();

  /** What the resource was asked, body and all. */
  final List<String> questions = new ArrayList<>();

  FakeKeycloak() throws IOException, JOSEException {
    key = new RSAKeyGenerator(2048).keyID("k").algorithm(JWSAlgorithm.RS256).generate();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    on("/.well-known/openid-configuration", exchange -> Reply.ok(discovery()));
    on("/certs", exchange -> Reply.ok(new JWKSet(key).toString()));
    on("/token", this::tokens);
    on("/scope-grants", this::grants);
    server.start();
  }

  URI issuer() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/realms/fitness");
  }

  String authorizationEndpoint() {
    return issuer() + "/auth";
  }

  static String error(String code, String description) {
    return "{\"error\":\"%s\",\"error_description\":\"%s\"}".formatted(code, description);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private Reply grants(HttpExchange exchange) throws IOException {
    var token = exchange.getRequestHeaders().getFirst("Authorization");
    if (stale.contains(token.replace("Bearer ", ""))) {
      return new Reply(401, error("invalid_token", "expired"));
    }
    if (exchange.getRequestMethod().equals("GET")) {
      return overview;
    }
    questions.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    return proposal;
  }

  private Reply tokens(HttpExchange exchange) throws IOException {
    var form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (form.contains("grant_type=authorization_code")) {
      redemptions.add(form);
    }
    var refused = !takesExistingGrant && form.contains("existing_grant=");
    return sessionLives && !refused ? token() : new Reply(400, error("invalid_grant", ""));
  }

  private Reply token() {
    return Reply.ok(
        """
        {"access_token":"token-%d","token_type":"Bearer","refresh_token":"refresh","scope":"%s","id_token":"%s"}\
        """
            .formatted(++tokens, scope, idToken()));
  }

  private String idToken() {
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer().toString())
            .audience("fitness-app")
            .subject("alice")
            .claim("name", "Alice <Anders>")
            .claim("nonce", nonce)
            .issueTime(new Date())
            .expirationTime(new Date(System.currentTimeMillis() + 60_000))
            .build();
    var jwt = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k").build(), claims);
    try {
      jwt.sign(new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return jwt.serialize();
  }

  private String discovery() {
    return """
        {"issuer":"%1$s","authorization_endpoint":"%1$s/auth","token_endpoint":"%1$s/token",
         "jwks_uri":"%1$s/certs","end_session_endpoint":"%1$s/logout",
         "response_types_supported":["code"],"subject_types_supported":["public"],
         "id_token_signing_alg_values_supported":["RS256"]}
        """
        .formatted(issuer());
  }

  private interface Handler {
    Reply answer(HttpExchange exchange) throws IOException;
  }

  private void on(String path, Handler handler) {
    server.createContext(
        "/realms/fitness" + path,
        exchange -> {
          var reply = handler.answer(exchange);
          var bytes = reply.json().getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(reply.status(), bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }
}
