package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.DeniedScopes;
import io.github.scopekeeper.it.support.Events.Event;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Visitor;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** An app that asks again and again for what was denied: its admin gets to know. */
class LoopBreakerIT {
  private static final String BOTH = "openid profile:read billing:read";

  private static TestRealm realm;
  private static OAuthClient app;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("loop");
    app = realm.client(ClientSpec.confidential("app").consent());
  }

  @Nested
  class TheEvent {
    @Test
    void tellsFromTheThirdTimeOn() {
      Visitor visitor = denied(app);

      assertThat(told(visitor, 1)).isEmpty();
      assertThat(told(visitor, 1)).isEmpty();
      assertThat(told(visitor, 1)).contains("billing:read=3");
      assertThat(told(visitor, 1)).contains("billing:read=4");
    }

    @Test
    void countsWhatIsAskedBehindTheUsersBack() {
      Visitor visitor = denied(app);
      for (int i = 0; i < 3; i++) {
        assertThat(app.redeem(visitor.visit(app.request(BOTH).prompt("none")))).isIssued();
      }

      assertThat(lastTold(visitor)).contains("billing:read=3");
    }

    @Test
    void countsARequestForNothingElseToo() {
      Visitor visitor = denied(app);
      for (int i = 0; i < 3; i++) {
        assertThat(visitor.visit(app, "billing:read").error()).isEqualTo("access_denied");
      }

      assertThat(lastTold(visitor)).contains("billing:read=3");
    }

    @Test
    void tellsOfEachScopeByItself() {
      Visitor visitor = new Visitor(realm);
      visitor.grant(app, "openid profile:read billing:read appointments:read", "profile:read");
      told(visitor, 2);
      for (int i = 0; i < 3; i++) {
        visitor.visit(app, BOTH + " appointments:read");
      }

      assertThat(lastTold(visitor).orElseThrow().split(" "))
          .containsExactlyInAnyOrder("billing:read=5", "appointments:read=3");
    }

    @Test
    void isNotPutOffByAPageForSomethingElse() {
      Visitor visitor = denied(app);
      told(visitor, 2);
      visitor.visit(app, BOTH + " appointments:read").consent().only("appointments:read").grant();

      assertThat(told(visitor, 1)).isPresent();
    }

    @Test
    void startsAnewAfterANewNo() {
      DeniedScopes denials = DeniedScopes.of(realm.server());
      Visitor visitor = denied(app);
      assertThat(told(visitor, 3)).contains("billing:read=3");
      denials.age(visitor.user(), Duration.ofDays(8));
      visitor.visit(app, BOTH).consent().only().grant();

      assertThat(told(visitor, 2)).isEmpty();
      assertThat(told(visitor, 1)).contains("billing:read=3");
    }

    @Test
    void isAboutOneUserAndOneClient() {
      OAuthClient other = realm.client(ClientSpec.confidential("other").consent());
      Visitor visitor = denied(app);
      visitor.grant(other, BOTH, "profile:read");
      told(visitor, 2);
      told(denied(app), 2);

      assertThat(other.redeem(visitor.visit(other, BOTH))).hasScopes("openid", "profile:read");
      assertThat(lastTold(visitor)).isEmpty();
    }

    @Test
    void saysNothingOfAppsThatDoNotAskAgain() {
      Visitor visitor = denied(app);
      for (int i = 0; i < 4; i++) {
        visitor.visit(app, "openid profile:read");
      }

      assertThat(lastTold(visitor)).isEmpty();
    }

    @Test
    void isNotSetOffByMergingWhatWasGranted() {
      Visitor visitor = denied(app);
      for (int i = 0; i < 4; i++) {
        visitor.visit(app.request("openid").includeGranted());
      }

      assertThat(lastTold(visitor)).as("it was not asked for").isEmpty();
    }
  }

  private static void ask(Visitor visitor, OAuthClient client, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(client.redeem(visitor.visit(client, BOTH))).hasScopes("openid", "profile:read");
    }
  }

  /** Asks that often for both, and returns what the last event told. */
  private static Optional<String> told(Visitor visitor, int times) {
    ask(visitor, app, times);
    return lastTold(visitor);
  }

  private static Optional<String> lastTold(Visitor visitor) {
    return realm.events().of(visitor.user()).stream()
        .filter(event -> event.has("scopes_withheld"))
        .findFirst()
        .filter(event -> event.has("scope_rerequested"))
        .map(LoopBreakerIT::rerequested);
  }

  private static String rerequested(Event event) {
    return event.details().path("scope_rerequested").asText();
  }

  /** Somebody who allows {@code profile:read} and refuses {@code billing:read}. */
  private static Visitor denied(OAuthClient client) {
    Visitor visitor = new Visitor(realm);
    visitor.grant(client, BOTH, "profile:read");
    return visitor;
  }
}
