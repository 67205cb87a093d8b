package io.github.scopekeeper.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.resource.answer.Refusal;
import io.github.scopekeeper.resource.request.ApiRequest;
import io.github.scopekeeper.resource.rule.Operation;
import io.github.scopekeeper.resource.support.FakeRealm;
import io.github.scopekeeper.resource.support.TokenMaker;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class UsedScopesTest {

  private static final Operation SEE =
      Operation.named("see").requireAny("account:delete", "appointments:read", "admin:users");

  private static FakeRealm realm;
  private static ResourceServer server;

  @BeforeAll
  static void start() {
    realm = FakeRealm.start();
    server = realm.api("https://api.example.com").build();
  }

  @AfterAll
  static void stop() {
    server.close();
    realm.close();
  }

  private static Decision check(Operation operation, TokenMaker token) {
    return server.check(new ApiRequest("GET", "/", List.of(token.bearer()), List.of()), operation);
  }

  private static Access access(Operation operation, TokenMaker token) {
    return ((Decision.Allowed) check(operation, token)).access();
  }

  private static TokenMaker oldLogin(String... scopes) {
    return realm.token(scopes).loggedInBefore(Duration.ofHours(1));
  }

  @Test
  void aScopeThatNeedsAFreshLoginIsNotUsedWithAnOldOne() {
    assertThat(access(SEE, realm.token("account:delete", "appointments:read")).used())
        .isEqualTo(Set.of(ScopeName.of("account:delete")));
    assertThat(access(SEE, oldLogin("account:delete", "appointments:read")).used())
        .isEqualTo(Set.of(ScopeName.of("appointments:read")));
  }

  @Test
  void nobodyReachesOthersByAScopeThatNeedsAFresherLogin() {
    Access fresh = access(SEE, realm.token("account:delete", "appointments:read"));
    assertThat(fresh.reaches("bob-id")).isTrue();
    Access old = access(SEE, oldLogin("account:delete", "appointments:read"));
    assertThat(old.reaches("alice-id")).isTrue();
    assertThat(old.notReached("bob-id"))
        .hasValue(
            new Refusal.Login(Duration.ofSeconds(300), Set.of(ScopeName.of("account:delete"))));
  }

  @Test
  void anOperationThatTakesNoScopeReachesNobodyElse() {
    Access any = access(Operation.named("any"), realm.token());
    assertThat(any.reaches("alice-id")).isTrue();
    assertThat(any.notReached("bob-id")).hasValue(new Refusal.NotOwned());
    assertThat(any.reaches(null)).isFalse();
  }

  @Test
  void whatIsAllowedIsAuditedForThePrivilegedScopesThatItUsed() {
    assertThat(isAudited(SEE, realm.token("admin:users"))).isTrue();
    assertThat(isAudited(SEE, realm.token("appointments:read"))).isFalse();
    assertThat(isAudited(SEE, oldLogin("account:delete", "appointments:read"))).isFalse();
    assertThat(isAudited(SEE.audit(), realm.token("appointments:read"))).isTrue();
  }

  @Test
  void aHarmlessScopeBesideDoesNotHideThePrivilegedOneThatReachesOthers() {
    Operation see = Operation.named("see").requireAny("appointments:read", "admin:users");
    Decision decision = check(see, realm.token("appointments:read", "admin:users"));
    Access access = ((Decision.Allowed) decision).access();
    assertThat(access.reaches("alice-id")).isTrue();
    assertThat(server.isAudited(see, decision)).isFalse();
    assertThat(access.reaches("bob-id")).isTrue();
    assertThat(access.used()).isEqualTo(Set.of(ScopeName.of("admin:users")));
    assertThat(server.isAudited(see, decision)).isTrue();
  }

  @Test
  void whatIsRefusedIsAuditedWhereItIsKnownWhoTried() {
    assertThat(isAudited(SEE, realm.token("profile:read"))).isTrue();
    assertThat(isAudited(SEE, oldLogin("account:delete"))).isTrue();
    assertThat(isAudited(SEE, realm.token("admin:users").without("aud"))).isFalse();
    Operation harmless = Operation.named("read").requireAll("workouts:read");
    assertThat(isAudited(harmless, realm.token("profile:read"))).isFalse();
    assertThat(isAudited(harmless.audit(), realm.token("profile:read"))).isTrue();
  }

  private static boolean isAudited(Operation operation, TokenMaker token) {
    return server.isAudited(operation, check(operation, token));
  }
}
