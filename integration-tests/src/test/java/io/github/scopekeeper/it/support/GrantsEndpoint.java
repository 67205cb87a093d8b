package io.github.scopekeeper.it.support;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Grant management as a client of it: the actions on a request, and the endpoint. */
public record GrantsEndpoint(TestRealm realm, OAuthClient client) {
  private static final String QUERY = "grant_management_query";
  private static final String REVOKE = "grant_management_revoke";

  /** The two scopes of the endpoint, where the realm does not have them yet. */
  public static void offerScopes(TestRealm realm) {
    Set<String> known =
        Json.stream(realm.admin().get(realm.path("/client-scopes")))
            .map(scope -> scope.path("name").asText())
            .collect(Collectors.toSet());
    Stream.of(QUERY, REVOKE)
        .filter(name -> !known.contains(name))
        .forEach(name -> realm.scope(name, Map.of()).showOnConsentScreen(false));
  }

  /** A client that asks its users, and that may look after their grants. */
  public static ClientSpec manager(String clientId) {
    Stream<String> scopes =
        Stream.concat(ClientSpec.FITNESS_SCOPES.stream(), Stream.of(QUERY, REVOKE));
    return ClientSpec.confidential(clientId)
        .consent()
        .serviceAccount()
        .optional(scopes.toArray(String[]::new));
  }

  public static AuthorizationRequest action(OAuthClient client, String scope, String action) {
    return client.request(scope).with("grant_management_action", action);
  }

  /** A new grant of all of this, also where the user is asked for a part of it only. */
  public static Tokens create(OAuthClient client, Visitor visitor, String... scopes) {
    Page page = visitor.visit(action(client, "openid " + String.join(" ", scopes), "create"));
    if (page.asksForConsent()) {
      page = page.consent().tick(page.consent().choices().toArray(String[]::new)).grant();
    }
    Tokens tokens = client.redeem(page);
    page.expect(!tokens.grantId().isBlank(), "a grant_id in " + tokens);
    return tokens;
  }

  public Rest.Answer get(String grantId, Tokens tokens) {
    return Rest.get(uri(grantId), tokens);
  }

  public Rest.Answer delete(String grantId, Tokens tokens) {
    return Rest.delete(uri(grantId), tokens);
  }

  /** What the endpoint says of the grant, but for {@code openid}. */
  public Set<String> scopesOf(String grantId) {
    Rest.Answer answer = get(grantId, client.clientCredentials(QUERY));
    if (answer.status() != 200) {
      throw new AssertionError("grant management answered " + answer);
    }
    Set<String> scopes = new LinkedHashSet<>();
    Json.stream(answer.body().path("scopes"))
        .forEach(entry -> scopes.addAll(Tokens.scopes(entry.path("scope").asText())));
    scopes.remove("openid");
    return scopes;
  }

  private URI uri(String grantId) {
    return URI.create(realm.url() + "/grant-management/" + Rest.segment(grantId));
  }
}
