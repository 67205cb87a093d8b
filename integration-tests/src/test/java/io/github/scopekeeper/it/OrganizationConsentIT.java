package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.Json;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Rest;
import io.github.scopekeeper.it.support.ScopeGrants;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A token says {@code organization:acme}; the scope and the consent say {@code organization}. */
class OrganizationConsentIT {
  private static TestRealm realm;
  private static OAuthClient app;
  private static String acme;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("organization", json -> json.put("organizationsEnabled", true));
    realm
        .scope("organization", Map.of())
        .mapper("organization", "oidc-organization-membership-mapper");
    ObjectNode organization = Json.object(Map.of("name", "acme", "alias", "acme"));
    organization.putArray("domains").addObject().put("name", "acme.example.com");
    acme = realm.admin().post(realm.path("/organizations"), organization).id();
    app =
        realm.client(
            ClientSpec.confidential("app")
                .consent()
                .audience("app")
                .optional("organization", "profile:read", "billing:read"));
  }

  private static Visitor member() {
    Visitor visitor = new Visitor(realm);
    realm.admin().post(realm.path("/organizations/" + acme + "/members"), visitor.user().id());
    return visitor;
  }

  private static Tokens granted(Visitor visitor) {
    return visitor.grant(
        app, "openid organization:acme profile:read", "organization:acme", "profile:read");
  }

  @Test
  void isAskedForOnce() {
    Visitor visitor = member();
    assertThat(granted(visitor)).hasScopes("openid", "organization:acme", "profile:read");

    assertThat(app.redeem(visitor.visit(app, "openid organization:acme profile:read")))
        .hasScopes("openid", "organization:acme", "profile:read");
    assertThat(app.redeem(visitor.visit(app.request("openid organization:acme").includeGranted())))
        .hasScopes("openid", "organization:acme", "profile:read");
  }

  @Test
  void whenItIsTakenBackTheRefreshGoesOnWithTheRest() {
    Visitor visitor = member();
    Tokens tokens = granted(visitor);

    visitor.permissions(realm).takeBack("app", "organization");

    assertThat(app.refresh(tokens)).hasScopes("openid", "profile:read");
  }

  @Test
  void anAppGivesItBackByTheNameThatItsTokenSays() {
    Visitor visitor = member();
    Tokens tokens = granted(visitor);

    Rest.Answer answer = ScopeGrants.with(realm, tokens).giveBack("organization:acme");

    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    assertThat(ScopeGrants.names(answer, "revoked")).containsExactly("organization");
    assertThat(app.refresh(tokens)).hasScopes("openid", "profile:read");
  }

  @Test
  void anAppCanAskWhetherItHasIt() {
    Visitor visitor = member();
    Tokens with = granted(visitor);
    Tokens without = app.redeem(visitor.visit(app, "openid profile:read"));

    Rest.Answer held = ScopeGrants.with(realm, with).ask("organization:acme");
    Rest.Answer silent = ScopeGrants.with(realm, without).ask("organization:acme");

    assertThat(held.status()).as("%s", held).isEqualTo(200);
    assertThat(silent.status()).as("%s", silent).isEqualTo(200);
  }

  @Test
  void whatWasRefusedIsNotAskedForAgainAndNotIssued() {
    Visitor visitor = member();
    visitor.grant(app, "openid organization:acme profile:read", "profile:read");

    assertThat(app.redeem(visitor.visit(app, "openid organization:acme profile:read")))
        .hasScopes("openid", "profile:read");
  }
}
