package io.github.scopekeeper.resource.support;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.github.scopekeeper.resource.ResourceServer;
import io.github.scopekeeper.resource.ResourceServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A realm as an API sees it: keys, catalog, introspection, tokens for its own client. It can be
 * away, and it counts who asks.
 */
public final class FakeRealm implements AutoCloseable {

  public static final String CERTS = "/protocol/openid-connect/certs";
  public static final String CATALOG = "/scope-catalog";
  public static final String INTROSPECTION = "/protocol/openid-connect/token/introspect";
  public static final String TOKEN = "/protocol/openid-connect/token";
  public static final String AUDIT = "/scope-audit";

  /** The fake API that tokens are made for. */
  public static final String AUDIENCE = "fitness-api";

  private static final String REALM = "/realms/fitness";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();
  private final Map<String, Map<String, Object>> introspected = new ConcurrentHashMap<>();
  private final Map<String, HttpHandler> odd = new ConcurrentHashMap<>();
  private final List<JWK> keys = new ArrayList<>();
  private volatile RSAKey key;
  private volatile boolean away;
  private volatile String catalog = Catalogs.FITNESS;
  private volatile String lastAuthorization;

  private FakeRealm(HttpServer server) {
    this.server = server;
  }

  /** On a free port of the loopback interface. */
  public static FakeRealm start() {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      FakeRealm realm = new FakeRealm(HttpServer.create(address, 0));
      realm.rotateKeys();
      realm.server.setExecutor(realm.threads);
      realm.server.createContext("/", realm::handle);
      realm.server.start();
      return realm;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI issuer() {
    return URI.create("http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), REALM));
  }

  /** A builder of servers that trust this realm, for an API at this address. */
  public ResourceServerBuilder api(String resource) {
    return ResourceServer.builder(issuer(), URI.create(resource), AUDIENCE);
  }

  /** What a good token says; change what you like. */
  public TokenMaker token(String... scopes) {
    return TokenMaker.good(this, scopes);
  }

  /** The key that signs now, with its private part. */
  public RSAKey key() {
    return key;
  }

  /** The realm signs with a new key from now on; the old ones are still shown. */
  public synchronized void rotateKeys() {
    key = newKey();
    keys.add(key);
  }

  /** Only the key that signs now is shown. */
  public synchronized void forgetOldKeys() {
    keys.removeIf(old -> old != key);
  }

  /** Shows another key, such as one for ECDSA, beside its own. */
  public synchronized void show(JWK another) {
    keys.add(another);
  }

  public static RSAKey newKey() {
    try {
      return new RSAKeyGenerator(2048)
          .keyID(UUID.randomUUID().toString())
          .keyUse(KeyUse.SIGNATURE)
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Connections break without an answer until {@link #back()}. */
  public void away() {
    away = true;
  }

  public void back() {
    away = false;
  }

  /** What {@code GET scope-catalog} answers, with an ETag; null: 404. */
  public void catalog(String json) {
    catalog = json;
  }

  /** Introspection answers this for the token; {@code active} is added. */
  public void introspects(String token, Map<String, Object> claims) {
    introspected.put(token, claims);
  }

  /** One of the paths above answers something else from now on. */
  public void instead(String path, HttpHandler handler) {
    odd.put(path, handler);
  }

  public void instead(String path, int status, String type, String body) {
    instead(
        path,
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", type);
          exchange.sendResponseHeaders(status, body.isEmpty() ? -1 : 0);
          exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
        });
  }

  /** The head of an answer comes, the rest never; until the realm is closed. */
  public void hangs(String path) {
    instead(
        path,
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  /** The body comes byte by byte and never ends. */
  public void drips(String path) {
    instead(
        path,
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, 0);
          try {
            while (true) {
              exchange.getResponseBody().write(' ');
              exchange.getResponseBody().flush();
              TimeUnit.MILLISECONDS.sleep(20);
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  /** Sends everyone who asks to the same path of another realm. */
  public void redirects(String path, int status, FakeRealm other) {
    instead(
        path,
        exchange -> {
          exchange.getResponseHeaders().set("Location", other.issuer() + path);
          exchange.sendResponseHeaders(status, -1);
        });
  }

  /** All answers are as they were. */
  public void asUsual() {
    odd.clear();
    back();
  }

  /** How often one of the paths above was asked for, answered or not. */
  public int requests(String path) {
    return requests.getOrDefault(path, new AtomicInteger()).get();
  }

  /** What the last request had in {@code Authorization}; null: nothing. */
  public String lastAuthorization() {
    return lastAuthorization;
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().replaceFirst("^" + REALM, "");
    requests.computeIfAbsent(path, p -> new AtomicInteger()).incrementAndGet();
    lastAuthorization = exchange.getRequestHeaders().getFirst("Authorization");
    try (exchange) {
      if (away) {
        return;
      }
      if (odd.containsKey(path)) {
        odd.get(path).handle(exchange);
        return;
      }
      switch (path) {
        case CERTS -> send(exchange, 200, jwks());
        case CATALOG -> sendCatalog(exchange);
        case INTROSPECTION -> send(exchange, 200, introspection(exchange));
        case TOKEN ->
            send(
                exchange,
                200,
                "{\"access_token\":\"of-the-api\",\"token_type\":\"Bearer\",\"expires_in\":60}");
        default -> send(exchange, 404, "{}");
      }
    }
  }

  private synchronized String jwks() {
    return new JWKSet(keys).toString(true);
  }

  private void sendCatalog(HttpExchange exchange) throws IOException {
    String json = catalog;
    if (json == null) {
      send(exchange, 404, "{}");
      return;
    }
    String etag = "\"" + Integer.toHexString(json.hashCode()) + "\"";
    exchange.getResponseHeaders().set("ETag", etag);
    if (etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
      exchange.sendResponseHeaders(304, -1);
    } else {
      send(exchange, 200, json);
    }
  }

  private String introspection(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
    String token =
        Arrays.stream(form.split("&"))
            .filter(pair -> pair.startsWith("token="))
            .map(pair -> URLDecoder.decode(pair.substring(6), StandardCharsets.UTF_8))
            .findFirst()
            .orElse("");
    Map<String, Object> answer = JSONObjectUtils.newJSONObject();
    answer.put("active", introspected.containsKey(token));
    answer.putAll(introspected.getOrDefault(token, Map.of()));
    return JSONObjectUtils.toJSONString(answer);
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
