package io.github.scopekeeper.resource.audit;

import io.github.scopekeeper.resource.account.ServiceAccount;
import io.github.scopekeeper.resource.account.ServiceTokens;
import io.github.scopekeeper.resource.http.RealmHttp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends records to {@code POST /realms/{realm}/scope-audit}, where Keycloak keeps them as events of
 * the realm. The API's own client needs the scope {@code scope_audit} for that.
 *
 * <p>What answers 400, 413, 415 or 422 is wrong with the records and refused for good. All else is
 * tried again: what is wrong with the realm, its address or the client is mended some day.
 */
public final class KeycloakAuditSink implements AuditSink {
  static final int MOST_RECORDS = 100;
  static final int MOST_BYTES = 1024 * 1024;

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  static final int LONGEST_ANSWER = 64 * 1024;
  private static final String BEFORE = "{\"records\":[";
  private static final String AFTER = "]}";

  private final URI endpoint;
  private final ServiceTokens tokens;
  private final RealmHttp http;

  /**
   * Waits 10 seconds for each answer.
   *
   * @param server the realm's address as this API reaches it, such as {@code
   *     https://login.example.com/realms/fitness}
   */
  public KeycloakAuditSink(URI server, ServiceAccount account) {
    this(server, account, TIMEOUT);
  }

  /**
   * @param timeout how long to wait for each answer, to its last byte
   */
  public KeycloakAuditSink(URI server, ServiceAccount account, Duration timeout) {
    this.endpoint = URI.create(server + "/scope-audit");
    this.tokens = new ServiceTokens(server, account, "scope_audit", timeout, Clock.systemUTC());
    this.http = new RealmHttp(timeout, LONGEST_ANSWER);
  }

  @Override
  public String name() {
    return "keycloak";
  }

  @Override
  public void write(List<AuditRecord> batch) throws AuditSinkException {
    List<String> waiting = new ArrayList<>();
    int bytes = 0;
    for (AuditRecord record : batch) {
      String json = record.toJson();
      int more = json.getBytes(StandardCharsets.UTF_8).length + 1;
      int around = BEFORE.length() + AFTER.length();
      if (waiting.size() == MOST_RECORDS || around + bytes + more > MOST_BYTES) {
        post(waiting);
        waiting.clear();
        bytes = 0;
      }
      waiting.add(json);
      bytes += more;
    }
    post(waiting);
  }

  private void post(List<String> records) throws AuditSinkException {
    String body = BEFORE + String.join(",", records) + AFTER;
    String token = token();
    HttpResponse<byte[]> response = send(body, token);
    if (response.statusCode() == 401) {
      tokens.forget(token);
      response = send(body, token());
    }
    new AuditAnswer(endpoint, response).check(records.size());
  }

  private String token() throws AuditSinkException {
    try {
      return tokens.get();
    } catch (IOException e) {
      throw AuditSinkException.temporary(String.valueOf(e.getMessage()), e);
    }
  }

  private HttpResponse<byte[]> send(String body, String token) throws AuditSinkException {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      return http.send(request);
    } catch (IOException e) {
      throw AuditSinkException.temporary(e.getMessage() + ".", e);
    }
  }
}
