package io.github.scopekeeper.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.DeniedScopes;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.ScopeHandle;
import io.github.scopekeeper.it.support.Servers;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Visitor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Denials go with what they are about, and no others do. */
class DenialCleanupIT {
  private static DeniedScopes denied;
  private static TestRealm realm;
  private static TestRealm twin;

  private final Visitor visitor = new Visitor(realm);
  private final Visitor bystander = new Visitor(realm);

  @BeforeAll
  static void createRealms() {
    denied = DeniedScopes.of(Servers.scopekeeper());
    realm = TestRealm.fitness("cleanup");
    twin = TestRealm.fitness("cleanup-twin");
  }

  @Test
  void removingAUserRemovesHisDenials() {
    OAuthClient app = client(realm, "of-user");
    denyTwo(visitor, app);
    denyTwo(bystander, app);

    realm.admin().delete(realm.path("/users/" + visitor.user().id()));

    assertThat(denied.ofUser(visitor.user())).isZero();
    assertThat(denied.ofUser(bystander.user())).isEqualTo(2);
  }

  @Test
  void removingAClientRemovesItsDenials() {
    denyTwo(visitor, client(realm, "short-lived"));
    denyTwo(visitor, client(realm, "long-lived"));
    assertThat(denied.ofUser(visitor.user())).isEqualTo(4);

    realm.admin().delete(realm.path("/clients/" + realm.clientUuid("short-lived")));

    assertThat(denied.ofUser(visitor.user())).isEqualTo(2);
  }

  @Test
  void removingAClientScopeRemovesItsDenialsButNotThoseOfItsNamesakes() {
    TestRealm poorer = TestRealm.fitness("cleanup-poorer");
    Visitor poorerVisitor = new Visitor(poorer);
    Visitor twinVisitor = new Visitor(twin);
    denyTwo(poorerVisitor, client(poorer, "scoped"));
    denyTwo(twinVisitor, client(twin, "scoped"));
    ScopeHandle scope = poorer.scope("billing:read");

    scope.delete();

    assertThat(denied.of(poorerVisitor.user(), scope)).isZero();
    assertThat(denied.ofUser(poorerVisitor.user())).isEqualTo(1);
    assertThat(denied.ofUser(twinVisitor.user()))
        .as("a scope of the same name in another realm")
        .isEqualTo(2);
  }

  @Test
  void removingARealmRemovesItsDenials() {
    TestRealm doomed = TestRealm.fitness("cleanup-doomed");
    Visitor doomedVisitor = new Visitor(doomed);
    denyTwo(doomedVisitor, client(doomed, "app"));
    Visitor twinVisitor = new Visitor(twin);
    denyTwo(twinVisitor, client(twin, "spared"));

    doomed.delete();

    assertThat(denied.ofUser(doomedVisitor.user())).isZero();
    assertThat(denied.ofUser(twinVisitor.user())).isEqualTo(2);
  }

  private static OAuthClient client(TestRealm realm, String id) {
    return realm.client(ClientSpec.confidential(id).consent());
  }

  private static void denyTwo(Visitor visitor, OAuthClient app) {
    visitor.grant(app, "openid profile:read billing:read appointments:read", "profile:read");
  }
}
