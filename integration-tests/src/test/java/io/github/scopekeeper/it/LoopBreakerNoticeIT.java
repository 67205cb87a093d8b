package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Visitor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an admin gets to know of an app that does not stop asking. */
class LoopBreakerNoticeIT {
  private static final String BOTH = "openid profile:read billing:read";

  private static TestRealm realm;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("loop-notice");
  }

  @Test
  void aMetricCountsByClient() {
    OAuthClient pushy = realm.client(ClientSpec.confidential("pushy-counted").consent());
    Visitor visitor = denied(pushy);
    ask(visitor, pushy, 2);
    assertThat(rerequests("pushy-counted")).isZero();

    ask(visitor, pushy, 1);
    double third = rerequests("pushy-counted");
    ask(visitor, pushy, 2);

    assertThat(third).isEqualTo(1);
    assertThat(rerequests("pushy-counted")).isEqualTo(3);
  }

  @Test
  void theLogHasOneLineADay() {
    OAuthClient pushy = realm.client(ClientSpec.confidential("pushy-logged").consent());
    Visitor visitor = denied(pushy);
    ask(visitor, pushy, 2);
    assertThat(lines("pushy-logged")).isZero();

    ask(visitor, pushy, 3);
    ask(denied(pushy), pushy, 4);

    assertThat(lines("pushy-logged")).isOne();
  }

  private static double rerequests(String clientId) {
    return realm
        .server()
        .metrics()
        .lines()
        .filter(line -> line.startsWith("scopekeeper_scope_rerequests_total{"))
        .filter(line -> line.contains("client_id=\"" + clientId + "\""))
        .filter(line -> line.contains("realm=\"" + realm.name() + "\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  private static long lines(String clientId) {
    return realm
        .server()
        .log()
        .lines()
        .filter(line -> line.contains(clientId) && line.contains("billing:read"))
        .count();
  }

  private static void ask(Visitor visitor, OAuthClient client, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(client.redeem(visitor.visit(client, BOTH))).hasScopes("openid", "profile:read");
    }
  }

  private static Visitor denied(OAuthClient client) {
    Visitor visitor = new Visitor(realm);
    visitor.grant(client, BOTH, "profile:read");
    return visitor;
  }
}
