package io.github.scopekeeper.resource.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.github.scopekeeper.resource.ResourceServer;
import io.github.scopekeeper.resource.annotation.Audited;
import io.github.scopekeeper.resource.annotation.OpenToAll;
import io.github.scopekeeper.resource.annotation.RequireAnyScope;
import io.github.scopekeeper.resource.annotation.RequireRecentAuth;
import io.github.scopekeeper.resource.annotation.RequireScopes;
import io.github.scopekeeper.resource.rule.Operation;
import io.github.scopekeeper.resource.support.Container;
import io.github.scopekeeper.resource.support.FakeRealm;
import io.github.scopekeeper.resource.support.Http;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ServletAnnotationsTest {

  private static FakeRealm realm;
  private static ResourceServer server;
  private static Container container;

  @BeforeAll
  static void start() throws Exception {
    realm = FakeRealm.start();
    server = realm.api("https://api.example.com").build();
    ScopeFilter filter =
        ScopeFilter.of(server)
            .open("/workouts/open")
            .route("GET", "/both", Operation.named("both").requireAll("profile:read"))
            .build();
    container =
        new Container("/")
            .filter(filter)
            .servlet("/workouts/*", new Workouts())
            .servlet("/sub", new MoreWorkouts())
            .servlet("/both", new Workouts())
            .servlet("/halves", new Halves())
            .servlet("/bare", new Bare())
            .servlet("/two", new Two())
            .servlet("/composed", new Composed())
            .start();
  }

  @AfterAll
  static void stop() throws Exception {
    container.close();
    server.close();
    realm.close();
  }

  private static int status(String method, String path, String... scopes) throws Exception {
    return Http.reply(method, container.url(path), realm.token(scopes).bearer()).status();
  }

  @Test
  void classAndMethodBothCount() throws Exception {
    assertThat(status("GET", "/workouts/7", "workouts:read")).isEqualTo(200);
    assertThat(status("GET", "/workouts/7", "profile:read")).isEqualTo(403);
    assertThat(status("DELETE", "/workouts/7", "workouts:read")).isEqualTo(403);
    assertThat(status("DELETE", "/workouts/7", "workouts:delete", "workouts:read")).isEqualTo(200);
    assertThat(status("DELETE", "/workouts/7", "admin:users")).isEqualTo(403);
    assertThat(status("DELETE", "/workouts/7", "admin:users", "workouts:read")).isEqualTo(200);
  }

  @Test
  void ofTwoAgesTheStricterCounts() throws Exception {
    String old =
        realm
            .token("workouts:delete", "workouts:read")
            .loggedInBefore(Duration.ofSeconds(90))
            .bearer();
    assertThat(Http.reply("DELETE", container.url("/workouts/7"), old).status()).isEqualTo(401);
    assertThat(Http.reply("GET", container.url("/workouts/7"), old).status()).isEqualTo(200);
  }

  @Test
  void headIsAsGet() throws Exception {
    assertThat(status("HEAD", "/workouts/7", "workouts:read")).isEqualTo(200);
    assertThat(status("HEAD", "/workouts/7", "profile:read")).isEqualTo(403);
  }

  @Test
  void aMethodCanBeOpen() throws Exception {
    assertThat(Http.reply("PUT", container.url("/workouts/7")).status()).isEqualTo(200);
  }

  @Test
  void subclassesInherit() throws Exception {
    assertThat(status("GET", "/sub", "workouts:read")).isEqualTo(200);
    assertThat(status("GET", "/sub", "profile:read")).isEqualTo(403);
    assertThat(status("POST", "/sub", "workouts:read")).isEqualTo(403);
    assertThat(status("POST", "/sub", "workouts:write", "workouts:read")).isEqualTo(200);
  }

  @Test
  void whatTheInterfacesOfAServletDemandCounts() throws Exception {
    assertThat(status("GET", "/two", "profile:read", "admin:users")).isEqualTo(200);
    assertThat(status("GET", "/two", "profile:read")).isEqualTo(403);
    assertThat(status("GET", "/two", "admin:users")).isEqualTo(403);
  }

  @Test
  void composedAnnotationsCountAtServletsAndAtTheirMethods() throws Exception {
    assertThat(status("GET", "/composed", "profile:read")).isEqualTo(200);
    assertThat(status("GET", "/composed", "workouts:read")).isEqualTo(403);
    assertThat(status("DELETE", "/composed", "profile:read")).isEqualTo(403);
    assertThat(status("DELETE", "/composed", "profile:read", "admin:users")).isEqualTo(403);
    assertThat(status("DELETE", "/composed", "profile:read", "admin:users", "workouts:delete"))
        .isEqualTo(200);
  }

  @Test
  void aRouteOpensNothingThatAnAnnotationCloses() throws Exception {
    assertThat(Http.reply("GET", container.url("/workouts/open")).status()).isEqualTo(401);
    assertThat(status("GET", "/both", "workouts:read")).isEqualTo(403);
    assertThat(status("GET", "/both", "profile:read")).isEqualTo(403);
    assertThat(status("GET", "/both", "profile:read", "workouts:read")).isEqualTo(200);
  }

  @Test
  void whatNothingStandsAtIsRefused() throws Exception {
    assertThat(status("GET", "/bare", "admin:users")).isEqualTo(403);
    assertThat(status("POST", "/halves", "admin:users")).isEqualTo(403);
    assertThat(status("PROPFIND", "/workouts/7", "admin:users")).isEqualTo(403);
    assertThat(status("GET", "/halves", "profile:read")).isEqualTo(200);
  }

  @Test
  void theMetadataListWhatTheyAskForWithoutAFreshLogin() throws Exception {
    String document =
        Http.send("GET", container.url("/.well-known/oauth-protected-resource")).body();
    assertThat(JSONObjectUtils.parse(document))
        .containsEntry("scopes_supported", List.of("profile:read"));
  }

  @Test
  void contradictionsStopTheStart() throws Exception {
    try (Container broken =
        new Container("/")
            .filter(ScopeFilter.of(server).build())
            .servlet("/", new Contradiction())) {
      assertThatThrownBy(broken::start)
          .hasMessage("Contradiction.doGet cannot be open to all and demand something.");
    }
  }

  @RequireScopes("workouts:read")
  @RequireRecentAuth(seconds = 600)
  static class Workouts extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {}

    @Override
    @RequireAnyScope({"workouts:delete", "admin:users"})
    @RequireRecentAuth(seconds = 60)
    @Audited("workouts.delete")
    protected void doDelete(HttpServletRequest request, HttpServletResponse response) {}

    @Override
    @OpenToAll
    protected void doPut(HttpServletRequest request, HttpServletResponse response) {}
  }

  static class MoreWorkouts extends Workouts {

    private static final long serialVersionUID = 1L;

    @Override
    @RequireScopes("workouts:write")
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {}
  }

  static class Halves extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    @RequireScopes("profile:read")
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {}

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {}
  }

  @RequireScopes("profile:read")
  interface OfProfiles {}

  @RequireScopes("admin:users")
  interface OfAdministrators {}

  static class Two extends HttpServlet implements OfProfiles, OfAdministrators {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {}
  }

  @Retention(RetentionPolicy.RUNTIME)
  @RequireScopes("profile:read")
  @interface ForProfiles {}

  @AdminsOnly
  @Retention(RetentionPolicy.RUNTIME)
  @RequireScopes("admin:users")
  @interface AdminsOnly {}

  @Retention(RetentionPolicy.RUNTIME)
  @AdminsOnly
  @interface ForRareUse {}

  @ForProfiles
  static class Composed extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {}

    @Override
    @ForRareUse
    @RequireScopes("workouts:delete")
    protected void doDelete(HttpServletRequest request, HttpServletResponse response) {}
  }

  static class Bare extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {}
  }

  static class Contradiction extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    @OpenToAll
    @RequireScopes("profile:read")
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {}
  }
}
