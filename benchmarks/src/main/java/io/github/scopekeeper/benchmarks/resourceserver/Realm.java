package io.github.scopekeeper.benchmarks.resourceserver;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Shows its keys to both sides, and signs tokens like Keycloak's. */
final class Realm implements AutoCloseable {

  static final String AUDIENCE = "fitness-api";
  static final String CERTS = "/protocol/openid-connect/certs";

  private final HttpServer server;
  private final Map<JWSAlgorithm, JWK> keys;

  Realm() throws IOException, JOSEException {
    keys =
        Map.of(
            JWSAlgorithm.RS256,
            new RSAKeyGenerator(2048).keyID("rsa").keyUse(KeyUse.SIGNATURE).generate(),
            JWSAlgorithm.ES256,
            new ECKeyGenerator(Curve.P_256).keyID("ec").keyUse(KeyUse.SIGNATURE).generate());
    byte[] shown =
        new JWKSet(List.copyOf(keys.values())).toString(true).getBytes(StandardCharsets.UTF_8);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/realms/fitness" + CERTS,
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, shown.length);
          exchange.getResponseBody().write(shown);
          exchange.close();
        });
    server.start();
  }

  String issuer() {
    return "http://127.0.0.1:%d/realms/fitness".formatted(server.getAddress().getPort());
  }

  String token(JWSAlgorithm algorithm, List<String> scopes) throws JOSEException {
    JWK key = keys.get(algorithm);
    Instant now = Instant.now();
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(algorithm).type(JOSEObjectType.JWT).keyID(key.getKeyID()).build(),
            new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(List.of(AUDIENCE, "account"))
                .subject(UUID.randomUUID().toString())
                .claim("azp", "fitness-app")
                .claim("typ", "Bearer")
                .jwtID("onrtac:" + UUID.randomUUID())
                .claim("sid", UUID.randomUUID().toString())
                .claim("acr", "1")
                .claim("auth_time", now.getEpochSecond())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(3_600)))
                .claim("preferred_username", "alice")
                .claim("realm_access", Map.of("roles", List.of("offline_access", "user")))
                .claim("scope", String.join(" ", scopes))
                .build());
    token.sign(new DefaultJWSSignerFactory().createJWSSigner(key, algorithm));
    return token.serialize();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
