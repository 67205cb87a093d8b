package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.Browser;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.Logins;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.ProviderRealm;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.TestUser;
import io.github.scopekeeper.it.support.Tokens;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A scope that needs a recent login, and users who sign in through another realm, where their
 * session is old. {@code plain} has Keycloak's default settings; {@code strict} passes max_age on;
 * {@code fixed} has a prompt of its own; {@code silent} does not tell when the user logged in, and
 * {@code social} is no OpenID Connect at all.
 */
class ProviderLoginIT {
  private static final Duration MAX_AGE = Duration.ofSeconds(5);
  private static final int PEOPLE = 18;
  private static final String SCOPE = "openid workouts:delete";

  private static TestRealm home;
  private static ProviderRealm provider;
  private static OAuthClient client;
  private static Instant start;
  private static final Deque<Person> PEOPLE_AT_PROVIDER = new ArrayDeque<>();

  private record Person(Browser browser, TestUser user) {
    /** From the app to the provider, by whichever way. */
    Page go(String alias, boolean hint) {
      return hint
          ? browser.open(client.request(SCOPE).with("kc_idp_hint", alias))
          : browser.open(client.request(SCOPE)).signInWith(alias);
    }

    Page enter(String alias) {
      return browser.open(client.request("openid").with("kc_idp_hint", alias));
    }
  }

  @BeforeAll
  static void createRealmsAndLetSessionsGrowOld() {
    home = TestRealm.fitness("broker", json -> TestRealm.maxAge(json, "workouts:delete", MAX_AGE));
    client =
        home.client(ClientSpec.confidential("app").optional("workouts:delete", "billing:manage"));
    provider = ProviderRealm.create();
    serve("plain", "oidc", ProviderRealm.TELLING, Map.of());
    serve("strict", "oidc", ProviderRealm.TELLING, Map.of("passMaxAge", "true"));
    serve("fixed", "keycloak-oidc", ProviderRealm.TELLING, Map.of("prompt", "select_account"));
    serve(
        "passive",
        "oidc",
        ProviderRealm.TELLING,
        Map.of("acceptsPromptNoneForwardFromClient", "true"));
    serve("silent", "oidc", ProviderRealm.SILENT, Map.of());
    serve("silentstrict", "oidc", ProviderRealm.SILENT, Map.of("passMaxAge", "true"));
    serve("social", "oauth2", ProviderRealm.TELLING, Map.of());
    for (int i = 0; i < PEOPLE; i++) {
      PEOPLE_AT_PROVIDER.add(new Person(new Browser(), provider.realm().user()));
    }
    OAuthClient portal = provider.realm().client(ClientSpec.confidential("portal").optional());
    PEOPLE_AT_PROVIDER.forEach(
        person -> person.browser().open(portal.request("openid")).signIn(person.user()));
    start = Instant.now();
    Logins.awaitOlderThan(MAX_AGE, start);
  }

  private static void serve(String alias, String type, String of, Map<String, String> more) {
    provider.serve(home, alias, type, of, more);
  }

  private static Person person() {
    return PEOPLE_AT_PROVIDER.pop();
  }

  /** A user of ours whose account there is linked, with a password here too. */
  private static TestUser linked(Person person, String alias) {
    TestUser here = home.user();
    provider.link(person.user(), home, here, alias);
    return here;
  }

  @ParameterizedTest
  @CsvSource({
    "plain, false",
    "plain, true",
    "strict, false",
    "strict, true",
    "fixed, false",
    "fixed, true"
  })
  void anOldSessionAtTheProviderIsRenewedThere(String alias, boolean hint) {
    Person person = person();

    Page page = person.go(alias, hint);
    assertThat(provider.shows(page) && page.asksToSignIn()).as("%s", page).isTrue();
    Tokens tokens = client.redeem(page.signIn(person.user()));

    assertThat(tokens).hasScopes("openid", "workouts:delete");
    assertThat(tokens.authTime()).isAfter(start);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aSessionHereThatCameFromAnOldOneThereIsRenewedThere(boolean accountIsLinked) {
    Person person = person();
    if (accountIsLinked) {
      linked(person, "plain");
    }
    assertThat(person.enter("plain").isCallback()).isTrue();

    Page page = person.go("plain", false);
    assertThat(provider.shows(page) && page.asksToSignIn()).as("%s", page).isTrue();

    assertThat(client.redeem(page.signIn(person.user()))).hasScopes("openid", "workouts:delete");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "strict"})
  void aDemandThatIsCutOutOnTheWayLeavesTheScopeOut(String alias) {
    Person person = person();
    person.browser().tamper(uri -> without(without(uri, "prompt"), "max_age"));

    Tokens tokens = client.redeem(person.go(alias, true));

    assertThat(tokens).hasScopes("openid");
    assertThat(tokens.authTime()).isBefore(start.plusSeconds(1));
    assertThat(client.refresh(tokens)).hasScopes("openid");
  }

  private static URI without(URI uri, String parameter) {
    return URI.create(uri.toString().replaceAll("&%s=[^&]*".formatted(parameter), ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"silent", "silentstrict", "social"})
  void aProviderThatDoesNotTellTheTimeMakesNoLoginRecent(String alias) {
    Person person = person();
    TestUser here = linked(person, alias);

    Page page = person.go(alias, true);
    Tokens tokens = client.redeem(page.isCallback() ? page : page.signIn(person.user()));
    assertThat(tokens).hasScopes("openid");
    assertThat(home.server().log()).contains("identity provider \"" + alias + "\" does not prove");

    Page again = person.browser().open(client.request(SCOPE));
    assertThat(again.asksToSignIn()).as("%s", again).isTrue();
    Tokens renewed = client.redeem(again.signIn(here));
    assertThat(renewed).hasScopes("openid", "workouts:delete");
    assertThat(client.refresh(renewed)).hasScopes("openid", "workouts:delete");
  }

  @Test
  void aPasswordLoginIsMadeNeitherYoungerNorOlderByAProviderThatIsSilent() {
    Person person = person();
    TestUser here = linked(person, "silent");
    Tokens tokens =
        client.redeem(
            person.browser().open(client.request(SCOPE + " billing:manage")).signIn(here));
    assertThat(tokens).hasScopes("openid", "workouts:delete", "billing:manage");
    Logins.awaitOlderThan(MAX_AGE, tokens);

    Page page =
        person.browser().open(client.request("openid").prompt("login")).signInWith("silent");
    assertThat(page.signIn(person.user()).isCallback()).isTrue();

    assertThat(client.refresh(tokens)).hasScopes("openid", "billing:manage");
  }

  @Test
  void aClientThatAllowsNoPageLearnsThatALoginIsNeeded() {
    Person person = person();

    Page page =
        person.browser().open(client.request(SCOPE).prompt("none").with("kc_idp_hint", "passive"));

    assertThat(page.error()).isEqualTo("login_required");
  }

  @Test
  void otherScopesCostNothing() {
    assertThat(client.redeem(person().enter("plain"))).hasScopes("openid");
  }
}
