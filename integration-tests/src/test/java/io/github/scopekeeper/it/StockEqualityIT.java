package io.github.scopekeeper.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.Comparison;
import io.github.scopekeeper.it.support.Http;
import io.github.scopekeeper.it.support.Json;
import io.github.scopekeeper.it.support.KeycloakServer;
import io.github.scopekeeper.it.support.NeedsServer;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.Servers;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.TestUser;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A realm without entries and without our action, once with our JARs and once without: clients must
 * not be able to tell.
 */
@NeedsServer(Servers.Further.STOCK)
class StockEqualityIT {
  private static Side stock;
  private static Side ours;

  /** The same realm, client and user on one of the servers. */
  private record Side(TestRealm realm, OAuthClient client, TestUser user) {

    static Side on(KeycloakServer server, String name) {
      TestRealm realm =
          TestRealm.imported(
              server,
              Json.object(
                  Map.of(
                      "realm",
                      name,
                      "enabled",
                      true,
                      "passwordPolicy",
                      TestRealm.PASSWORD_POLICY,
                      "organizationsEnabled",
                      true)));
      OAuthClient client = realm.client(spec("app"));
      realm.client(spec("asking").consent());
      TestUser user = realm.user("somebody");
      addOrganization(realm, user);
      return new Side(realm, client, user);
    }

    private static ClientSpec spec(String id) {
      return ClientSpec.confidential(id)
          .serviceAccount()
          .directGrants()
          .hybrid()
          .exchange()
          .audience(id)
          .defaults("basic", "acr", "roles", "web-origins", "profile", "email")
          .optional("address", "phone", "offline_access", "organization");
    }

    private static void addOrganization(TestRealm realm, TestUser user) {
      ObjectNode acme = Json.object(Map.of("name", "acme", "alias", "acme"));
      acme.putArray("domains").addObject().put("name", "example.com");
      String id = realm.admin().post(realm.path("/organizations"), acme).id();
      realm.admin().post(realm.path("/organizations/" + id + "/members"), user.id());
    }

    Tokens code(String scope) {
      return client.redeem(new Visitor(user).visit(client, scope));
    }

    JsonNode normalised(JsonNode answer) {
      return Comparison.normalised(realm, answer);
    }
  }

  @BeforeAll
  static void createRealms() {
    stock = Side.on(Servers.stock(), "equal");
    ours = Side.on(Servers.scopekeeper(), "equal");
  }

  static List<Named<Function<Side, JsonNode>>> answers() {
    return List.of(
        answer("client credentials", s -> s.client().clientCredentials().body()),
        answer("client credentials: phone", s -> s.client().clientCredentials("phone").body()),
        answer(
            "client credentials: bad scope", s -> s.client().clientCredentials("no:such").body()),
        answer("password", s -> s.client().password(s.user(), "openid address").body()),
        answer("code", s -> s.code("openid phone").body()),
        answer("code: no openid", s -> s.code("phone").body()),
        answer("code: organization", s -> s.code("openid organization").body()),
        answer("code: one organization", s -> s.code("openid organization:acme").body()),
        answer("code: all organizations", s -> s.code("openid organization:*").body()),
        answer("refresh", s -> s.client().refresh(s.code("openid phone organization")).body()),
        answer(
            "refresh: narrowed", s -> s.client().refresh(s.code("openid phone"), "openid").body()),
        answer("refresh: widened", s -> s.client().refresh(s.code("openid"), "phone").body()),
        answer("offline", s -> s.client().refresh(s.code("openid offline_access")).body()),
        answer(
            "exchange", s -> s.client().exchange(s.code("openid phone"), "openid address").body()),
        answer("introspection", s -> s.client().introspect(s.code("openid phone").access())),
        answer("userinfo", s -> s.client().userinfo(s.code("openid phone organization"))),
        answer("hybrid", StockEqualityIT::hybrid),
        answer("scope that is not assigned", StockEqualityIT::unassigned),
        answer("discovery", s -> metadata(s, "openid-configuration")),
        answer("discovery of OAuth", s -> metadata(s, "oauth-authorization-server")),
        answer("consent page", StockEqualityIT::consentPage));
  }

  private static Named<Function<Side, JsonNode>> answer(String name, Function<Side, JsonNode> ask) {
    return Named.of(name, ask);
  }

  private static JsonNode hybrid(Side side) {
    Page page =
        new Visitor(side.user())
            .visit(side.client().request("openid phone").responseType("code id_token token"));
    ObjectNode front = Json.object(page.callback());
    front.remove(List.of("state"));
    return front;
  }

  private static JsonNode unassigned(Side side) {
    Page page = new Visitor(side.user()).visit(side.client(), "openid no:such");
    return Json.object(Map.of("error", page.error(), "description", page.errorDescription()));
  }

  private static JsonNode metadata(Side side, String document) {
    URI uri = URI.create(side.realm().url() + "/.well-known/" + document);
    return Json.parse(Http.send(Http.request(uri).build()).body());
  }

  private static JsonNode consentPage(Side side) {
    OAuthClient asking = side.realm().existing("asking", "asking-secret");
    Visitor visitor = new Visitor(side.user());
    Page page = visitor.visit(asking, "openid phone");
    assertThat(page.isStockConsent()).as("%s", page).isTrue();
    Tokens tokens = asking.redeem(page.submit("form:has([name=accept])", "accept", "Yes"));
    ObjectNode both = Json.object(Map.of("page", words(page)));
    return both.set("tokens", tokens.body());
  }

  /** Keycloak lists scopes by their ids. */
  private static List<String> words(Page page) {
    return Stream.of(page.text().split(" ")).sorted().toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void answersAreTheSame(Function<Side, JsonNode> ask) {
    JsonNode expected = stock.normalised(ask.apply(stock));

    assertThat(ours.normalised(ask.apply(ours)).toPrettyString())
        .isEqualTo(expected.toPrettyString());
  }
}
