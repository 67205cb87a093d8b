package io.github.scopekeeper.resource.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scopekeeper.resource.support.FakeRealm;
import io.github.scopekeeper.resource.support.MovingClock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServiceTokensTest {

  private final FakeRealm realm = FakeRealm.start();
  private final MovingClock clock = new MovingClock();
  private final AtomicInteger issued = new AtomicInteger();
  private final ServiceTokens tokens =
      new ServiceTokens(
          realm.issuer(),
          new ServiceAccount("fitness-api", "pssst"),
          "scope_audit",
          Duration.ofSeconds(20),
          clock);

  @BeforeEach
  void eachTokenIsAnother() {
    answers("\"expires_in\":60");
  }

  private void answers(String lifetime) {
    realm.instead(
        FakeRealm.TOKEN,
        exchange -> {
          String json =
              "{\"access_token\":\"t%d\",\"token_type\":\"Bearer\",%s}"
                  .formatted(issued.incrementAndGet(), lifetime);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, json.length());
          exchange.getResponseBody().write(json.getBytes());
        });
  }

  @AfterEach
  void close() {
    realm.close();
  }

  @Test
  void aTokenIsUsedUntilShortlyBeforeItsEnd() throws IOException {
    assertThat(tokens.get()).isEqualTo("t1");
    clock.move(Duration.ofSeconds(49));
    assertThat(tokens.get()).isEqualTo("t1");
    clock.move(Duration.ofSeconds(1));
    assertThat(tokens.get()).isEqualTo("t2");
  }

  @Test
  void aTokenThatSaysNoEndIsUsedOnce() throws IOException {
    answers("\"x\":0");
    assertThat(tokens.get()).isEqualTo("t1");
    assertThat(tokens.get()).isEqualTo("t2");
  }

  @Test
  void aRefusedTokenIsForgottenAndNoOther() throws IOException {
    String first = tokens.get();
    tokens.forget("another");
    assertThat(tokens.get()).isEqualTo(first);
    tokens.forget(first);
    String second = tokens.get();
    assertThat(second).isNotEqualTo(first);
    tokens.forget(first);
    assertThat(tokens.get()).isEqualTo(second);
  }

  @Test
  void whateverTheRealmAnswersNoSecretIsInTheMessage() {
    for (int status : new int[] {200, 302, 401, 503}) {
      for (String body :
          List.of("", "{}", "<html>", "[]", "{\"error\":\"invalid_scope\"}", "{\"error\":5}")) {
        realm.instead(FakeRealm.TOKEN, status, "application/json", body);
        assertThatThrownBy(tokens::get)
            .as("%d %s", status, body)
            .isInstanceOf(IOException.class)
            .hasMessageNotContaining("pssst");
      }
    }
    realm.away();
    assertThatThrownBy(tokens::get).isInstanceOf(IOException.class);
  }

  @Test
  void anAccountHasANameAndASecretThatIsNotShown() {
    assertThat(new ServiceAccount("a", "pssst").toString()).contains("a").doesNotContain("pssst");
    assertThatThrownBy(() -> new ServiceAccount(" ", "x"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ServiceAccount("a", ""))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
