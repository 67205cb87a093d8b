package io.github.scopekeeper.resource.audit;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpExchange;
import io.github.scopekeeper.resource.account.ServiceAccount;
import io.github.scopekeeper.resource.support.FakeRealm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** A realm that takes records, or says something else. */
abstract class KeycloakSinkSetting {
  static final String AUDIT = "/scope-audit";
  static final ServiceAccount API = new ServiceAccount("fitness-api", "s3cret-of-the-api");

  static FakeRealm realm;
  final KeycloakAuditSink sink = new KeycloakAuditSink(realm.issuer(), API, Duration.ofSeconds(5));
  final List<String> bodies = new CopyOnWriteArrayList<>();

  final int tokensBefore = realm.requests(FakeRealm.TOKEN);

  @AfterEach
  void answersAsUsual() {
    realm.asUsual();
  }

  @BeforeAll
  static void open() {
    realm = FakeRealm.start();
  }

  @AfterAll
  static void close() {
    realm.close();
  }

  int tokens() {
    return realm.requests(FakeRealm.TOKEN) - tokensBefore;
  }

  AuditSinkException refusal(AuditSink sink) {
    return catchThrowableOfType(AuditSinkException.class, () -> sink.write(Records.numbered(0, 2)));
  }

  void stores() {
    realm.instead(
        AUDIT,
        exchange -> {
          String body = readBody(exchange);
          bodies.add(body);
          answer(exchange, 200, "{\"stored\":%d}".formatted(recordsOf(body).size()));
        });
  }

  static String readBody(HttpExchange exchange) throws IOException {
    return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
  }

  static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  static List<AuditRecord> recordsOf(String body) {
    try {
      List<AuditRecord> records = new ArrayList<>();
      for (var json : JSONObjectUtils.getJSONObjectArray(JSONObjectUtils.parse(body), "records")) {
        records.add(AuditRecord.fromJson(JSONObjectUtils.toJSONString(json)));
      }
      return records;
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }
}
