package io.github.scopekeeper.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.Events.Event;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Visitor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an auditor can read afterwards. */
class ConsentEventsIT {
  private static TestRealm realm;
  private static OAuthClient app;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("events");
    app = realm.client(ClientSpec.confidential("app").consent());
  }

  @Test
  void aGrantSaysWhatWasGrantedAndWhatWasNot() {
    Visitor visitor = new Visitor(realm);
    visitor.grant(app, "openid profile:read billing:read workouts:write", "workouts:write");

    Event event = onlyGrantOf(visitor);

    assertThat(event.error()).isNull();
    assertThat(event.scopes("scopes_granted")).contains("workouts:write");
    assertThat(event.scopes("scopes_denied"))
        .containsExactlyInAnyOrder("profile:read", "billing:read");
    assertThat(event.scopes("scopes_confirmed")).isEmpty();
    assertThat(event.scopes("scopes_withheld")).isEmpty();
  }

  @Test
  void aGrantSaysWhatWasConfirmed() {
    Visitor visitor = new Visitor(realm);
    visitor
        .visit(app, "openid profile:read billing:manage")
        .consent()
        .tick("billing:manage")
        .grant()
        .confirmation()
        .confirm();

    Event event = onlyGrantOf(visitor);

    assertThat(event.scopes("scopes_granted")).contains("profile:read", "billing:manage");
    assertThat(event.scopes("scopes_confirmed")).containsExactly("billing:manage");
  }

  @Test
  void aGrantSaysWhatWasWithheld() {
    Visitor visitor = new Visitor(realm);
    visitor.grant(app, "openid profile:read billing:read", "profile:read");
    visitor.grant(app, "openid billing:read appointments:read", "appointments:read");

    Event event = realm.events().of(visitor.user(), "GRANT_CONSENT").get(0);

    assertThat(event.scopes("scopes_granted")).containsExactly("appointments:read");
    assertThat(event.scopes("scopes_withheld")).containsExactly("billing:read");
  }

  @Test
  void aRefusalIsAnErrorThatSaysWhatWasDenied() {
    Visitor visitor = new Visitor(realm);
    visitor.visit(app, "openid profile:read billing:read").consent().deny();

    assertThat(refusalsOf(visitor))
        .singleElement()
        .satisfies(event -> assertThat(event.type()).isEqualTo("LOGIN_ERROR"))
        .satisfies(
            event ->
                assertThat(event.scopes("scopes_denied"))
                    .containsExactlyInAnyOrder("profile:read", "billing:read"));
  }

  @Test
  void aRefusalWithoutAPageSaysWhatWasWithheld() {
    Visitor visitor = new Visitor(realm);
    visitor.grant(app, "openid profile:read billing:read", "profile:read");

    visitor.visit(app, "billing:read");

    assertThat(refusalsOf(visitor))
        .singleElement()
        .satisfies(event -> assertThat(event.type()).isEqualTo("LOGIN_ERROR"))
        .satisfies(
            event -> assertThat(event.scopes("scopes_withheld")).containsExactly("billing:read"));
  }

  @Test
  void theLoginAfterAnAnswerSaysTheSameAsTheGrant() {
    Visitor visitor = new Visitor(realm);
    visitor.grant(app, "openid profile:read billing:read", "profile:read");
    visitor.grant(app, "openid billing:read appointments:read", "appointments:read");

    Event login = realm.events().of(visitor.user(), "LOGIN").get(0);

    assertThat(login.detail("consent")).isEqualTo("consent_granted");
    assertThat(login.scopes("scopes_granted")).containsExactly("appointments:read");
    assertThat(login.scopes("scopes_withheld")).containsExactly("billing:read");
    assertThat(login.has("custom_required_action")).isFalse();
  }

  @Test
  void theLoginThatNeedsNoAnswerSaysWhatWasWithheldAndNothingOld() {
    Visitor visitor = new Visitor(realm);
    visitor.grant(app, "openid profile:read billing:read", "profile:read");
    visitor.visit(app, "openid profile:read billing:read");

    Event login = realm.events().of(visitor.user(), "LOGIN").get(0);

    assertThat(login.detail("consent")).isEqualTo("persistent_consent");
    assertThat(login.scopes("scopes_withheld")).containsExactly("billing:read");
    assertThat(login.has("scopes_granted")).isFalse();
  }

  @Test
  void anotherActionAfterOursLosesNothing() {
    TestRealm last = TestRealm.fitness("events-last");
    last.requiredAction("scope-consent", Map.of("priority", 1));
    last.requiredAction("UPDATE_PASSWORD", Map.of("priority", 2));
    OAuthClient client = last.client(ClientSpec.confidential("app").consent());
    Visitor visitor = new Visitor(last);
    last.demand(visitor.user(), "UPDATE_PASSWORD");

    visitor.visit(client, "openid profile:read").consent().grant().changePassword("another").code();

    Event login = last.events().of(visitor.user(), "LOGIN").get(0);
    assertThat(login.detail("consent")).isEqualTo("consent_granted");
    assertThat(login.scopes("scopes_granted")).containsExactly("profile:read");
  }

  private static List<Event> refusalsOf(Visitor visitor) {
    return realm.events().of(visitor.user()).stream()
        .filter(event -> "rejected_by_user".equals(event.error()))
        .toList();
  }

  private static Event onlyGrantOf(Visitor visitor) {
    List<Event> events = realm.events().of(visitor.user(), "GRANT_CONSENT");
    assertThat(events).as("one event for one answer").hasSize(1);
    return events.get(0);
  }
}
