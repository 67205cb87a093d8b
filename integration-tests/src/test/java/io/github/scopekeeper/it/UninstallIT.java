package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.UninstalledServer;
import io.github.scopekeeper.it.support.Visitor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** docs/uninstall.md, followed to the letter. */
@Tag("two-nodes")
class UninstallIT {
  private static final String REQUEST = "openid profile:read workouts:write";

  @Test
  void aPreparedRealmWorksWithoutTheJarsAndAnotherOneStopsEachLogin() {
    UninstalledServer uninstalled = new UninstalledServer();
    try {
      TestRealm prepared = TestRealm.fitness(uninstalled.server(), "prepared");
      TestRealm forgotten = TestRealm.fitness(uninstalled.server(), "forgotten");
      OAuthClient app = prepared.client(ClientSpec.confidential("app").consent());
      forgotten.client(ClientSpec.confidential("app").consent());
      Visitor visitor = new Visitor(prepared);
      visitor.grant(app, REQUEST, "profile:read");
      String before = "Flow \"browser with recent login\": removed the step recent-auth.";

      assertThat(uninstalled.prepareToUninstall(prepared.name()))
          .contains(before)
          .contains("Removed the required action scope-consent.")
          .contains("Removed the required action scope-permissions.");
      assertThat(uninstalled.prepareToUninstall(prepared.name()))
          .as("a second run finds nothing to do")
          .doesNotContain("emoved");
      var restarted = uninstalled.restartWithoutOurJars();

      TestRealm stock = prepared.on(restarted);
      OAuthClient same = stock.existing("app", "app-secret");
      assertThat(same.redeem(new Visitor(visitor.user()).visit(same, "openid profile:read")))
          .as("consent given on our page is Keycloak's own")
          .hasScopes("openid", "profile:read");
      Tokens tokens = same.redeem(pressYes(new Visitor(stock).visit(same, REQUEST)));
      assertThat(tokens).as("nothing is implied any more").hasScopes(REQUEST.split(" "));
      TestRealm broken = forgotten.on(restarted);
      Visitor stopped = new Visitor(broken);
      OAuthClient stuck = broken.existing("app", "app-secret");
      assertThat(stopped.browser().open(stuck.request(REQUEST)).status())
          .as("why the realm is to be prepared first")
          .isEqualTo(400);
    } finally {
      uninstalled.stop();
    }
  }

  private static Page pressYes(Page keycloaksPage) {
    return keycloaksPage.submit("form:has([name=accept])", "accept", "Yes");
  }
}
