package io.github.scopekeeper.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scopekeeper.it.support.AuthorizationRequest;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.Encryption;
import io.github.scopekeeper.it.support.Json;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.SigningKey;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Visitor;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A realm decides whose words are shown: anybody's, those of apps that prove themselves, none. */
class AppWordsSettingsIT {
  private static final SigningKey KEY = SigningKey.generate();

  private static TestRealm realm;
  private static OAuthClient app;
  private static OAuthClient open;

  private interface Road extends Function<Visitor, Page> {}

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("words-settings");
    app = realm.client(ClientSpec.confidential("app").consent().key(KEY));
    open = realm.client(ClientSpec.publicClient("open").consent());
    realm.client(
        ClientSpec.confidential("strict")
            .consent()
            .key(KEY)
            .attribute("request.object.signature.alg", "ES256"));
  }

  @AfterEach
  void restoreTheDefault() {
    realm.consentSettings(Map.of("app.words", "always"));
  }

  static List<Named<Road>> proven() {
    return List.of(
        road("PAR", visitor -> open(visitor, app.pushed(words(app)))),
        road("client's key", visitor -> visitor.visit(words(app).asRequestObject(KEY))),
        road("secret", visitor -> visitor.visit(words(app).asRequestObject(app.secret()))),
        road(
            "pushed object", visitor -> open(visitor, app.pushed(words(app).asRequestObject(KEY)))),
        road(
            "pushed unsigned object",
            visitor -> open(visitor, app.pushed(words(app).asRequestObject()))));
  }

  static List<Named<Road>> unproven() {
    return List.of(
        road("query", visitor -> visitor.visit(words(app))),
        road("query of a public client", visitor -> visitor.visit(words(open))),
        road("unsigned object", visitor -> visitor.visit(words(app).asRequestObject())),
        road("PAR of a public client", visitor -> open(visitor, open.pushed(words(open)))));
  }

  /** What says nothing itself, with words put beside it on the way. */
  static List<Named<Road>> beside() {
    return List.of(
        road("signed object", visitor -> visitor.visit(say(quiet().asRequestObject(KEY)))),
        road("unsigned object", visitor -> visitor.visit(say(quiet().asRequestObject()))),
        road(
            "PAR",
            visitor ->
                open(
                    visitor,
                    URI.create(
                        app.pushed(quiet()) + "&scope_reason=Trust+me&scope_feature=Gold"))));
  }

  private static Named<Road> road(String name, Road road) {
    return Named.of(name, road);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("proven")
  void authenticatedShowsWhatOnlyTheAppCanHaveSaid(Road road) {
    realm.consentSettings(Map.of("app.words", "authenticated"));

    assertThat(said(road)).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unproven")
  void authenticatedHidesWhatAnybodyCanHaveSaid(Road road) {
    realm.consentSettings(Map.of("app.words", "authenticated"));

    assertThat(said(road)).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"proven", "unproven"})
  void alwaysShowsEverything(Road road) {
    assertThat(said(road)).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"proven", "unproven"})
  void neverShowsNothing(Road road) {
    realm.consentSettings(Map.of("app.words", "never"));

    assertThat(said(road)).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("beside")
  void wordsBesideARequestAreNotTheApps(Road road) {
    assertThat(said(road)).as("always").isFalse();
    realm.consentSettings(Map.of("app.words", "authenticated"));
    assertThat(said(road)).as("authenticated").isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"app", "strict"})
  void authenticatedHidesWhatIsEncryptedButNotSigned(String clientId) {
    realm.consentSettings(Map.of("app.words", "authenticated"));
    AuthorizationRequest request = words(realm.existing(clientId, clientId + "-secret"));

    Page page = new Visitor(realm).visit(request.asRequestObject(Encryption.to(realm)));

    assertThat(page.asksForConsent() && page.consent().words().isPresent())
        .as("anybody can encrypt to the realm's public key")
        .isFalse();
  }

  @Test
  void theAdminsFormOffersTheChoicesWithHelp() {
    JsonNode form =
        realm
            .admin()
            .get(realm.path("/authentication/required-actions/scope-consent/config-description"));

    assertThat(Json.stream(form.path("properties")))
        .filteredOn(property -> property.path("name").asText().equals("app.words"))
        .singleElement()
        .satisfies(
            property -> {
              assertThat(Json.stream(property.path("options")).map(JsonNode::asText))
                  .containsExactlyInAnyOrder("never", "authenticated", "always");
              assertThat(property.path("helpText").asText()).isNotBlank();
              assertThat(property.path("defaultValue").asText()).isEqualTo("always");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"Never", "sometimes"})
  void aValueThatIsNoneOfThemShowsNoMoreThanItMust(String value) {
    try {
      realm.consentSettings(Map.of("app.words", value));
    } catch (AssertionError refused) {
      return;
    }
    assertThat(new Visitor(realm).visit(words(open)).status())
        .as("a typing error does not lock users out")
        .isEqualTo(200);
  }

  private static boolean said(Road road) {
    return road.apply(new Visitor(realm)).consent().words().isPresent();
  }

  private static Page open(Visitor visitor, URI uri) {
    Page page = visitor.browser().open(uri);
    return page.asksToSignIn() ? page.signIn(visitor.user()) : page;
  }

  private static AuthorizationRequest quiet() {
    return app.request("openid profile:read");
  }

  private static AuthorizationRequest words(OAuthClient client) {
    return say(client.request("openid profile:read"));
  }

  private static AuthorizationRequest say(AuthorizationRequest request) {
    return request.with("scope_feature", "Gold").with("scope_reason", "Trust me");
  }
}
