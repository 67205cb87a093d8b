package io.github.scopekeeper.resource.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.github.scopekeeper.resource.annotation.Audited;
import io.github.scopekeeper.resource.annotation.OpenToAll;
import io.github.scopekeeper.resource.annotation.RequireAnyScope;
import io.github.scopekeeper.resource.annotation.RequireRecentAuth;
import io.github.scopekeeper.resource.annotation.RequireScopes;
import io.github.scopekeeper.resource.audit.AuditRecord;
import io.github.scopekeeper.resource.audit.Outcome;
import io.github.scopekeeper.resource.servlet.ScopeFilter;
import io.github.scopekeeper.resource.support.FakeRealm;
import io.github.scopekeeper.resource.support.Http;
import io.github.scopekeeper.resource.support.Records;
import io.github.scopekeeper.resource.token.AccessToken;
import jakarta.servlet.http.HttpServletRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.stereotype.Service;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** With settings and annotations alone. */
class SpringApiTest {

  private static final Records records = new Records();
  private static FakeRealm realm;
  private static BootApp app;

  @BeforeAll
  static void start() {
    realm = FakeRealm.start();
    app =
        new BootApp(
            realm,
            "http://localhost:8082/workouts",
            Application.class,
            "--scopekeeper.trusted-proxies=127.0.0.0/8",
            "--scopekeeper.proxy-header=forwarded");
  }

  @AfterAll
  static void stop() {
    app.close();
    realm.close();
  }

  @BeforeEach
  void nothingWritten() {
    records.clear();
  }

  private static HttpResponse<String> send(String method, String path, String... scopes)
      throws Exception {
    return Http.send(
        method,
        app.url(path),
        "Authorization",
        realm.token(scopes).bearer(),
        "Forwarded",
        "for=6.6.6.6, for=198.51.100.1");
  }

  private static int status(String method, String path, String... scopes) throws Exception {
    return send(method, path, scopes).statusCode();
  }

  @Test
  void everyRequestNeedsAGoodToken() throws Exception {
    for (String path : List.of("/workouts", "/nothing", "/")) {
      HttpResponse<String> refused = Http.send("GET", app.url(path));
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(refused.headers().firstValue("WWW-Authenticate").orElse(""))
          .startsWith("Bearer resource_metadata=");
      assertThat(refused.headers().firstValue("Set-Cookie")).isEmpty();
    }
    assertThat(status("GET", "/nothing")).isEqualTo(404);
    assertThat(Http.send("POST", app.url("/workouts")).statusCode()).isEqualTo(401);
  }

  @Test
  void annotationsOfClassAndMethodBothCount() throws Exception {
    assertThat(status("GET", "/workouts", "profile:read")).isEqualTo(403);
    assertThat(status("GET", "/workouts", "workouts:read")).isEqualTo(200);
    assertThat(status("POST", "/workouts", "workouts:read")).isEqualTo(403);
    assertThat(status("POST", "/workouts", "workouts:write", "workouts:read")).isEqualTo(200);
    assertThat(status("DELETE", "/workouts/7", "admin:users")).isEqualTo(403);
    assertThat(status("DELETE", "/workouts/7", "workouts:delete", "workouts:read")).isEqualTo(200);
    assertThat(status("GET", "/workouts/open")).isEqualTo(200);
  }

  @Test
  void aRefusedAnnotationIsAnsweredInTheSameWords() throws Exception {
    HttpResponse<String> refused = send("POST", "/workouts", "workouts:read");
    assertThat(JSONObjectUtils.parse(refused.body()))
        .containsEntry("error", "insufficient_scope")
        .containsEntry("required_scopes", List.of("workouts:read", "workouts:write"))
        .containsEntry("missing_scopes", List.of("workouts:write"));
    assertThat(refused.headers().firstValue("WWW-Authenticate").orElse(""))
        .contains("scope=\"workouts:read workouts:write\"");
  }

  @Test
  void anOldLoginIsRefusedByAnnotation() throws Exception {
    String old =
        realm
            .token("workouts:delete", "workouts:read")
            .loggedInBefore(Duration.ofMinutes(2))
            .bearer();
    HttpResponse<String> refused =
        Http.send("DELETE", app.url("/workouts/7"), "Authorization", old);
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(JSONObjectUtils.parse(refused.body())).containsEntry("max_age", 60L);
  }

  @Test
  void servicesAreGuardedToo() throws Exception {
    assertThat(status("GET", "/workouts/service", "workouts:read")).isEqualTo(403);
    assertThat(status("GET", "/workouts/service", "workouts:read", "profile:read")).isEqualTo(200);
  }

  @Test
  void springKnowsWhoCalls() throws Exception {
    assertThat(send("GET", "/workouts/who", "workouts:write", "workouts:read").body())
        .isEqualTo("alice-id alice-id  [SCOPE_workouts:read, SCOPE_workouts:write]");
  }

  @Test
  void itIsStillKnownOnOtherThreads() throws Exception {
    assertThat(send("GET", "/workouts/later", "workouts:read").body()).isEqualTo("alice-id");
  }

  @Test
  void privilegedOperationsAreWrittenDown() throws Exception {
    send("DELETE", "/workouts/7", "workouts:delete", "workouts:read");
    AuditRecord record = records.next();
    assertThat(record.action()).isEqualTo("workouts.delete");
    assertThat(record.outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(record.subject()).hasValue("alice-id");
    assertThat(record.scopes()).isEqualTo(Set.of("workouts:read", "workouts:delete"));
    assertThat(record.ipAddress()).hasValue("198.51.100.1");
    assertThat(record.resourceId()).hasValue("7");
    send("DELETE", "/workouts/0", "workouts:delete", "workouts:read");
    assertThat(records.next().reason()).hasValue("http_409");
    send("DELETE", "/workouts/7", "workouts:read");
    assertThat(records.next().outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(records.all()).isEmpty();
  }

  @Test
  void theMetadataAreForEverybody() throws Exception {
    HttpResponse<String> document =
        Http.send("GET", app.url("/.well-known/oauth-protected-resource/workouts"));
    assertThat(document.statusCode()).isEqualTo(200);
    assertThat(document.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
    assertThat(JSONObjectUtils.parse(document.body()))
        .containsEntry("resource", "http://localhost:8082/workouts")
        .containsEntry("scopes_supported", List.of("workouts:read"));
  }

  @Test
  void thereIsNoPasswordAndNoForm() throws Exception {
    assertThat(app.context().getBeanNamesForType(UserDetailsService.class)).isEmpty();
    assertThat(status("GET", "/login")).isEqualTo(404);
    assertThat(
            Http.send("GET", app.url("/workouts"), "Authorization", "Basic dXNlcjpwdw==")
                .headers()
                .firstValue("WWW-Authenticate")
                .orElse(""))
        .startsWith("Bearer ");
  }

  @Test
  void whatIsMissingInTheSettingsIsNamed() {
    assertThatThrownBy(() -> new BootApp(realm, "", Application.class, "--scopekeeper.audience="))
        .rootCause()
        .hasMessageContaining("Set scopekeeper.resource");
  }

  @Test
  void annotationsThatContradictEachOtherStopTheStart() {
    assertThatThrownBy(
            () -> new BootApp(realm, "http://localhost:8082", Contradicting.class).close())
        .hasMessageContaining("cannot be open to all and demand something");
  }

  @Test
  void handlersWithoutAnAnnotationAreKnown() {
    assertThat(app.context().getBean(ApiOperations.class).bare()).containsExactly("Forgotten.get");
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import({Workouts.class, Profiles.class, Forgotten.class})
  static class Application {

    @Bean(destroyMethod = "")
    Records records() {
      return records;
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(Contradiction.class)
  static class Contradicting {}

  @RestController
  static class Contradiction {

    @GetMapping("/contradiction")
    @OpenToAll
    @RequireScopes("profile:read")
    public String get() {
      return "";
    }
  }

  @RestController
  static class Forgotten {

    @GetMapping("/forgotten")
    public String get() {
      return "";
    }
  }

  @Service
  static class Profiles {

    @RequireScopes("profile:read")
    public String read() {
      return "alice";
    }
  }

  @RestController
  @RequestMapping("/workouts")
  @RequireScopes("workouts:read")
  static class Workouts {

    private final Profiles profiles;

    Workouts(Profiles profiles) {
      this.profiles = profiles;
    }

    @GetMapping
    public String list() {
      return "[]";
    }

    @PostMapping
    @RequireScopes("workouts:write")
    public String add() {
      return "{}";
    }

    @DeleteMapping("/{id}")
    @RequireAnyScope("workouts:delete")
    @RequireRecentAuth(seconds = 60)
    @Audited("workouts.delete")
    public ResponseEntity<String> delete(@PathVariable String id, HttpServletRequest request) {
      ScopeFilter.resourceId(request, id);
      return ResponseEntity.status(id.equals("0") ? 409 : 200).body("{}");
    }

    @GetMapping("/open")
    @OpenToAll
    public String open() {
      return "{}";
    }

    @GetMapping("/service")
    public String service() {
      return profiles.read();
    }

    @GetMapping("/who")
    public String who(Authentication caller, @AuthenticationPrincipal AccessToken token) {
      return "%s %s %s %s"
          .formatted(
              caller.getName(),
              token.subject().orElse("-"),
              caller.getCredentials(),
              caller.getAuthorities().stream()
                  .map(GrantedAuthority::getAuthority)
                  .sorted()
                  .toList());
    }

    @GetMapping("/later")
    public Callable<String> later(Authentication caller) {
      return caller::getName;
    }
  }
}
