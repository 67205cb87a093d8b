package io.github.scopekeeper.resource.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.resource.support.FakeRealm;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeycloakAuditSinkTest extends KeycloakSinkSetting {

  @Test
  void sendsTheRecordsWithATokenThatItKeeps() throws AuditSinkException {
    stores();
    List<AuditRecord> records = List.of(Records.full().build(), Records.numbered(1));
    sink.write(records);
    sink.write(records);

    assertThat(bodies).hasSize(2);
    assertThat(recordsOf(bodies.get(0))).isEqualTo(records);
    assertThat(realm.lastAuthorization()).isEqualTo("Bearer of-the-api");
    assertThat(tokens()).isEqualTo(1);
  }

  @Test
  void asksForATokenWithTheScopeByItsSecretInTheHeader() throws AuditSinkException {
    stores();
    List<String> asked = new CopyOnWriteArrayList<>();
    realm.instead(
        FakeRealm.TOKEN,
        exchange -> {
          asked.add(exchange.getRequestHeaders().getFirst("Authorization"));
          asked.add(readBody(exchange));
          answer(
              exchange,
              200,
              "{\"access_token\":\"t\",\"token_type\":\"Bearer\",\"expires_in\":60}");
        });
    sink.write(Records.numbered(0, 1));

    assertThat(asked.get(0)).startsWith("Basic ");
    assertThat(asked.get(1)).contains("grant_type=client_credentials", "scope=scope_audit");
  }

  @Test
  void neverSendsMoreAtOnceThanTheRealmTakes() throws AuditSinkException {
    stores();
    sink.write(Records.numbered(0, 250));
    assertThat(bodies).extracting(body -> recordsOf(body).size()).containsExactly(100, 100, 50);

    bodies.clear();
    List<String> scopes = IntStream.range(100, 200).mapToObj(i -> "s".repeat(252) + i).toList();
    List<AuditRecord> large =
        IntStream.range(0, 100).mapToObj(i -> Records.full().scopes(scopes).build()).toList();
    sink.write(large);
    assertThat(bodies)
        .hasSizeGreaterThan(1)
        .allMatch(b -> b.getBytes(StandardCharsets.UTF_8).length <= 1024 * 1024);
    assertThat(bodies.stream().flatMap(body -> recordsOf(body).stream()).toList()).isEqualTo(large);
  }

  @Test
  void renewsTheTokenOnceWhereItIsRefused() throws AuditSinkException {
    AtomicInteger calls = new AtomicInteger();
    realm.instead(
        AUDIT,
        exchange -> {
          boolean first = calls.getAndIncrement() == 0;
          answer(exchange, first ? 401 : 200, first ? "" : "{\"stored\":1}");
        });
    sink.write(Records.numbered(0, 1));
    assertThat(calls).hasValue(2);
    assertThat(tokens()).isEqualTo(2);

    realm.instead(AUDIT, exchange -> answer(exchange, 401, ""));
    assertThat(refusal(sink).isPermanent()).isFalse();
    assertThat(tokens()).isEqualTo(3);
  }
}
