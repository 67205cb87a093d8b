package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.AuthorizationRequest;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.Http;
import io.github.scopekeeper.it.support.Json;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.Servers;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A realm that does not use us: our parameters are nothing but parameters that nobody knows. */
class UnusedRealmIT {
  private static TestRealm realm;
  private static OAuthClient app;

  @BeforeAll
  static void createRealm() {
    realm =
        TestRealm.imported(
            Servers.scopekeeper(),
            Json.object(
                Map.of(
                    "realm",
                    "unused",
                    "enabled",
                    true,
                    "passwordPolicy",
                    TestRealm.PASSWORD_POLICY)));
    app =
        realm.client(
            ClientSpec.confidential("app")
                .consent()
                .defaults("basic", "profile")
                .optional("phone", "address"));
  }

  @ParameterizedTest
  @CsvSource({
    "grant_id, 123",
    "grant_management_action, create",
    "grant_management_action, bogus",
    "include_granted_scopes, true",
    "scope_feature, Gold",
    "scope_reason, Trust me"
  })
  void aParameterOfOursChangesNothing(String name, String value) {
    Visitor visitor = new Visitor(realm);
    accept(visitor, app.request("openid phone"));

    Tokens tokens = accept(visitor, app.request("openid address").with(name, value));

    assertThat(tokens).hasScopes("openid", "profile", "address");
    assertThat(tokens.grantId()).isEmpty();
  }

  @Test
  void anExistingGrantAddsNothing() {
    Visitor visitor = new Visitor(realm);
    Tokens first = accept(visitor, app.request("openid phone"));
    accept(visitor, app.request("openid address"));
    Page page = visitor.visit(app, "openid address");

    Tokens second = app.redeemWithGrant(page, first.refresh());

    assertThat(second).hasScopes("openid", "profile", "address");
  }

  @Test
  void theMetadataSaysNothingOfUs() {
    for (String document : new String[] {"openid-configuration", "oauth-authorization-server"}) {
      URI uri = URI.create(realm.url() + "/.well-known/" + document);
      String body = Http.send(Http.request(uri).build()).body();

      assertThat(MetadataIT.ADDED).noneMatch(Json.parse(body)::has);
    }
  }

  /** Keycloak's own page, all or nothing, where it comes. */
  private static Tokens accept(Visitor visitor, AuthorizationRequest request) {
    Page page = visitor.visit(request);
    return app.redeem(
        page.isStockConsent() ? page.submit("form:has([name=accept])", "accept", "Yes") : page);
  }
}
