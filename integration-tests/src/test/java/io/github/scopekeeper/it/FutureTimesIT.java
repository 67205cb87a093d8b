package io.github.scopekeeper.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.Database;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.PermissionsPage;
import io.github.scopekeeper.it.support.ScopeGrants;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a clock wrote that was ahead: it is not told to anybody, and no denial lasts longer. */
class FutureTimesIT {

  @Test
  void areNotShownAndDoNotCount() {
    TestRealm realm = TestRealm.fitness("future");
    OAuthClient app = realm.client(ClientSpec.confidential("app").consent());
    Visitor visitor = new Visitor(realm);
    Tokens tokens = visitor.grant(app, "openid profile:read billing:read", "profile:read");
    Instant nextYear = Instant.now().plus(Duration.ofDays(400));
    Database database = realm.server().database().orElseThrow();
    for (String column :
        List.of(
            "SCOPE_APPROVAL SET APPROVED_AT",
            "SCOPE_DENIAL SET DENIED_AT",
            "SCOPE_APP_USE SET USED_AT")) {
      database.update(
          "UPDATE " + column + " = ? WHERE USER_ID = ?",
          nextYear.toEpochMilli(),
          visitor.user().id());
    }

    PermissionsPage page = visitor.permissions(realm);

    Instant latest = Instant.now().plus(Duration.ofDays(7));
    assertThat(page.app("app").select("time"))
        .hasSizeGreaterThanOrEqualTo(2)
        .allSatisfy(time -> assertThat(Instant.parse(time.attr("datetime"))).isBefore(latest));
    assertThat(page.row("app", "profile:read").select("time")).isEmpty();
    JsonNode listed = ScopeGrants.with(realm, tokens).list().body();
    assertThat(listed.at("/granted/0").has("granted_at")).isFalse();
    assertThat(Instant.parse(listed.at("/denied/0/denied_at").asText())).isBefore(Instant.now());
    assertThat(Instant.parse(listed.at("/denied/0/retry_at").asText()))
        .isBefore(latest.plusSeconds(60));
  }
}
