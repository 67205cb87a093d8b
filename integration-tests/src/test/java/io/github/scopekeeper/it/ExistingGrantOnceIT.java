package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;

import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code existing_grant} where a realm takes each refresh token once. */
class ExistingGrantOnceIT {
  private static TestRealm strict;
  private static OAuthClient once;

  @BeforeAll
  static void createRealm() {
    strict =
        TestRealm.fitness(
            "existing-once",
            json -> json.put("revokeRefreshToken", true).put("refreshTokenMaxReuse", 0));
    once = strict.client(ClientSpec.publicClient("app").consent());
  }

  @Test
  void aUsedOneIsNoGrantButTheNewestIs() {
    Visitor visitor = new Visitor(strict);
    Tokens first = visitor.grant(once, "openid profile:read", "profile:read");
    Tokens newest = once.refresh(first);
    assertThat(newest).isIssued();

    Page page = visitor.visit(once, "openid billing:read").consent().only("billing:read").grant();
    assertThat(once.redeemWithGrant(page, newest.refresh()))
        .hasScopes("openid", "profile:read", "billing:read");

    Page next = visitor.visit(once, "openid workouts:read").consent().grant();
    assertThat(once.redeemWithGrant(next, first.refresh())).isRefused("invalid_grant");
  }

  @Test
  void showingOneDoesNotUseItUp() {
    Visitor visitor = new Visitor(strict);
    Tokens first = visitor.grant(once, "openid profile:read", "profile:read");
    Page page = visitor.visit(once, "openid billing:read").consent().only("billing:read").grant();

    assertThat(once.redeemWithGrant(page, first.refresh())).isIssued();

    assertThat(once.refresh(first)).hasScopes("openid", "profile:read");
  }
}
