package io.github.scopekeeper.resource.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.github.scopekeeper.resource.rule.Operation;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What apps are answered, whatever the API is built with: the table of the documentation. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class AnswersContract {

  /** The API's identifier; its metadata is at {@link #METADATA}. */
  public static final String RESOURCE = "http://localhost:8082/api";

  public static final String METADATA =
      "http://localhost:8082/.well-known/oauth-protected-resource/api";

  public static final Operation PROFILE =
      Operation.named("profile.read").requireAll("profile:read");
  public static final Operation LIST =
      Operation.named("appointments.list").requireAny("appointments:read", "admin:users");
  public static final Operation DELETE_ACCOUNT =
      Operation.named("account.delete")
          .requireAll("account:delete")
          .requireRecentAuth(Duration.ofMinutes(5));

  /**
   * @param challenge {@code WWW-Authenticate}
   */
  public record Reply(int status, Optional<String> challenge, String body) {}

  protected FakeRealm realm;

  /** Starts an API that trusts the realm: PROFILE, LIST, DELETE_ACCOUNT and something open. */
  protected abstract void start(FakeRealm realm) throws Exception;

  protected abstract void stop() throws Exception;

  /** Each value is one {@code Authorization} header. */
  protected abstract Reply profile(String... authorization) throws Exception;

  protected abstract Reply appointmentsOf(String owner, String authorization) throws Exception;

  protected abstract Reply deleteAccount(String authorization) throws Exception;

  @BeforeAll
  void startAll() throws Exception {
    realm = FakeRealm.start();
    start(realm);
  }

  @AfterAll
  void stopAll() throws Exception {
    stop();
    realm.close();
  }

  @Test
  void whoHasTheScopeIsServed() throws Exception {
    assertThat(profile(realm.token("profile:read").bearer()).status()).isEqualTo(200);
    assertThat(profile(realm.token("read:profile").bearer()).status()).isEqualTo(200);
  }

  @Test
  void whoComesWithoutTokenIsToldWhereToGetOneAndWithWhat() throws Exception {
    Reply reply = profile();
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.challenge())
        .hasValue("Bearer scope=\"profile:read\", resource_metadata=\"" + METADATA + "\"");
    assertThat(json(reply))
        .containsEntry("scope", "profile:read")
        .doesNotContainKeys("error", "error_description");
    assertThat(profile("Basic YWxpY2U6YWxpY2U=")).isEqualTo(reply);
  }

  @Test
  void aBadTokenIsToldFromNone() throws Exception {
    Reply reply =
        profile(realm.token("profile:read").key(FakeRealm.newKey(), JWSAlgorithm.RS256).bearer());
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.challenge())
        .hasValue(
            "Bearer error=\"invalid_token\", error_description=\"The access token is not valid"
                + " here\", resource_metadata=\""
                + METADATA
                + "\"");
    assertThat(json(reply))
        .containsEntry("error", "invalid_token")
        .containsEntry("error_description", "The access token is not valid here");
  }

  @Test
  void anExpiredTokenAndOneForAnotherApiAreNamed() throws Exception {
    Reply expired = profile(realm.token("profile:read").expiredSince(Duration.ofHours(1)).bearer());
    assertThat(expired.status()).isEqualTo(401);
    assertThat(json(expired)).containsEntry("error_description", "The access token has expired");
    Reply foreign = profile(realm.token("profile:read").with("aud", "other-api").bearer());
    assertThat(foreign.status()).isEqualTo(401);
    assertThat(json(foreign))
        .containsEntry("error_description", "The access token is meant for another API");
  }

  @Test
  void twoTokensAreABadRequest() throws Exception {
    String good = realm.token("profile:read").bearer();
    Reply reply = profile(good, good);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(json(reply)).containsEntry("error", "invalid_request");
  }

  @Test
  void aMissingScopeIsNamed() throws Exception {
    Reply reply = deleteAccount(realm.token("profile:read").bearer());
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.challenge())
        .hasValue(
            "Bearer error=\"insufficient_scope\", error_description=\"The access token lacks a"
                + " scope that this takes\", scope=\"account:delete\", resource_metadata=\""
                + METADATA
                + "\"");
    assertThat(json(reply))
        .containsEntry("error", "insufficient_scope")
        .containsEntry("scope", "account:delete")
        .containsEntry("required_scopes", List.of("account:delete"))
        .containsEntry("missing_scopes", List.of("account:delete"));
  }

  @Test
  void ofAlternativesTheFirstIsAskedForAndAllAreNamed() throws Exception {
    Reply reply = appointmentsOf("alice-id", realm.token("profile:read").bearer());
    assertThat(reply.status()).isEqualTo(403);
    assertThat(json(reply))
        .containsEntry("scope", "appointments:read")
        .containsEntry("acceptable_scopes", List.of("appointments:read", "admin:users"));
  }

  @Test
  void ownScopesReachWhatIsTheUsersOwn() throws Exception {
    String own = realm.token("appointments:read").bearer();
    assertThat(appointmentsOf("alice-id", own).status()).isEqualTo(200);
    Reply reply = appointmentsOf("bob-id", own);
    assertThat(reply.status()).isEqualTo(403);
    assertThat(json(reply))
        .containsEntry("error", "insufficient_scope")
        .containsEntry("scope", "admin:users");
    String admin = realm.token("admin:users").bearer();
    assertThat(appointmentsOf("bob-id", admin).status()).isEqualTo(200);
  }

  @Test
  void anOldLoginHasToBeRenewed() throws Exception {
    TokenMaker token = realm.token("account:delete");
    assertThat(deleteAccount(token.bearer()).status()).isEqualTo(200);
    Reply reply = deleteAccount(token.loggedInBefore(Duration.ofMinutes(6)).bearer());
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.challenge())
        .hasValue(
            "Bearer error=\"insufficient_user_authentication\", error_description=\"The user has"
                + " to log in again for this\", max_age=\"300\", scope=\"account:delete\","
                + " resource_metadata=\""
                + METADATA
                + "\"");
    assertThat(json(reply)).containsEntry("max_age", 300L);
  }

  @Test
  void aBoundTokenWithoutItsProofIsRefused() throws Exception {
    Reply reply =
        profile(realm.token("profile:read").with("cnf", Map.of("jkt", "thumbprint")).bearer());
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.challenge().orElseThrow()).startsWith("DPoP algs=\"");
    assertThat(json(reply)).containsEntry("error", "invalid_dpop_proof");
  }

  @Test
  void whoeverCannotAskTheRealmSaysSo() throws Exception {
    try (FakeRealm silent = FakeRealm.start()) {
      silent.away();
      stop();
      start(silent);
      Reply reply = profile(silent.token("profile:read").bearer());
      assertThat(reply.status()).isEqualTo(503);
      assertThat(json(reply)).containsEntry("error", "temporarily_unavailable");
    } finally {
      stop();
      start(realm);
    }
  }

  protected static Map<String, Object> json(Reply reply) throws ParseException {
    return JSONObjectUtils.parse(reply.body());
  }
}
