package io.github.scopekeeper.it.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;

/** What a client and an API can see of the scopes they were given. */
public final class TokensAssert extends AbstractAssert<TokensAssert, Tokens> {

  private TokensAssert(Tokens tokens) {
    super(tokens, TokensAssert.class);
  }

  public static TokensAssert assertThat(Tokens tokens) {
    return new TokensAssert(tokens);
  }

  public TokensAssert isIssued() {
    Assertions.assertThat(actual.status()).as("answer %s", actual.body()).isEqualTo(200);
    return this;
  }

  /** Exactly these, in the access token and in the answer around it. */
  public TokensAssert hasScopes(String... scopes) {
    isIssued();
    Assertions.assertThat(actual.scopes())
        .as("scope of the answer")
        .containsExactlyInAnyOrder(scopes);
    Assertions.assertThat(Tokens.scopes(actual.claims().path("scope").asText()))
        .as("scope of the access token")
        .containsExactlyInAnyOrder(scopes);
    return this;
  }

  public TokensAssert hasScopes(Set<String> scopes) {
    return hasScopes(scopes.toArray(String[]::new));
  }

  public TokensAssert hasClaim(String claim, String value) {
    Assertions.assertThat(actual.claims().path(claim).asText()).as(claim).isEqualTo(value);
    return this;
  }

  public TokensAssert hasNoClaim(String claim) {
    Assertions.assertThat(actual.claims().has(claim)).as("claim " + claim).isFalse();
    return this;
  }

  public TokensAssert hasRoles(String... roles) {
    JsonNode found = actual.claims().path("realm_access").path("roles");
    Assertions.assertThat(Json.stream(found).map(JsonNode::asText)).as("roles").contains(roles);
    return this;
  }

  public TokensAssert hasNoRole(String role) {
    JsonNode found = actual.claims().path("realm_access").path("roles");
    Assertions.assertThat(Json.stream(found).map(JsonNode::asText))
        .as("roles")
        .doesNotContain(role);
    return this;
  }

  public TokensAssert isRefused(String error) {
    Assertions.assertThat(actual.error()).as("answer %s", actual.body()).isEqualTo(error);
    return this;
  }
}
