package io.github.scopekeeper.resource.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.github.scopekeeper.resource.ResourceServer;
import io.github.scopekeeper.resource.rule.Operation;
import io.github.scopekeeper.resource.support.Container;
import io.github.scopekeeper.resource.support.FakeRealm;
import io.github.scopekeeper.resource.support.Http;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ScopeFilterTest {

  private static final Operation READ =
      Operation.named("workouts.read").requireAll("workouts:read");
  private static final Operation WRITE =
      Operation.named("workouts.write").requireAll("workouts:write");
  private static final Operation DELETE =
      Operation.named("workouts.delete").requireAll("workouts:delete");

  private static FakeRealm realm;
  private static ResourceServer server;
  private static Container container;

  @BeforeAll
  static void start() throws Exception {
    realm = FakeRealm.start();
    server = realm.api("https://api.example.com/v1").build();
    Filter cors =
        (request, response, chain) -> {
          if (((HttpServletRequest) request).getHeader("Origin") != null) {
            ((HttpServletResponse) response).setHeader("Access-Control-Allow-Origin", "*");
          }
          chain.doFilter(request, response);
        };
    ScopeFilter filter =
        ScopeFilter.of(server)
            .open("/open")
            .route("GET", "/v1/*", READ)
            .route("POST", "/v1/*", WRITE)
            .route("DELETE", "/v1/*", DELETE)
            .letPreflightThrough()
            .build();
    container = new Container("/").filter(cors).filter(filter).servlet("/*", new WhoAmI()).start();
  }

  @AfterAll
  static void stop() throws Exception {
    container.close();
    server.close();
    realm.close();
  }

  private static HttpResponse<String> send(String method, String path, String... headers)
      throws Exception {
    return Http.send(method, container.url(path), headers);
  }

  private static String get(String path, String... scopes) throws Exception {
    return send("GET", path, "Authorization", realm.token(scopes).bearer()).body();
  }

  @Test
  void theOperationKnowsWhoCallsAndWithWhat() throws Exception {
    assertThat(get("/v1/x", "workouts:write", "workouts:read"))
        .isEqualTo("alice-id alice-id Bearer true false fitness-app");
  }

  @Test
  void whatIsOpenNeedsNoTokenAndTakesNoNoticeOfOne() throws Exception {
    assertThat(send("GET", "/open").body()).isEqualTo("null null null false false -");
    assertThat(send("GET", "/open", "Authorization", "Bearer broken").statusCode()).isEqualTo(200);
  }

  @Test
  void itIsStillKnownInAForwardAndOnOtherThreads() throws Exception {
    String expected = "alice-id alice-id Bearer true false fitness-app";
    assertThat(get("/v1/forward", "workouts:write", "workouts:read")).isEqualTo(expected);
    assertThat(get("/v1/dispatch", "workouts:write", "workouts:read")).isEqualTo(expected);
  }

  @Test
  void anErrorPageIsNotAskedForAToken() throws Exception {
    String token = realm.token("workouts:read").bearer();
    assertThat(send("GET", "/v1/error", "Authorization", token).statusCode()).isEqualTo(418);
  }

  @Test
  void headIsAnsweredAsGet() throws Exception {
    HttpResponse<String> refused = send("HEAD", "/v1/x");
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("WWW-Authenticate")).isPresent();
    String token = realm.token("workouts:read").bearer();
    assertThat(send("HEAD", "/v1/x", "Authorization", token).statusCode()).isEqualTo(200);
  }

  @Test
  void aMethodWithoutARuleIsNamed() throws Exception {
    HttpResponse<String> refused = send("PUT", "/v1/x");
    assertThat(refused.statusCode()).isEqualTo(405);
    assertThat(refused.headers().firstValue("Allow")).hasValue("DELETE, GET, POST");
  }

  @Test
  void onlyAPreflightIsLetThrough() throws Exception {
    assertThat(send("OPTIONS", "/v1/x").statusCode()).isEqualTo(405);
    assertThat(send("OPTIONS", "/v1/x", "Origin", "https://app.example").statusCode())
        .isEqualTo(405);
    assertThat(
            Http.rawStatus(
                container.port(),
                "OPTIONS",
                "/v1/x",
                "Origin",
                "https://app.example",
                "Access-Control-Request-Method",
                "DELETE"))
        .isEqualTo(200);
  }

  @Test
  void scriptsThatMayReadAnAnswerMayReadItsChallenge() throws Exception {
    assertThat(send("GET", "/v1/x").headers().map())
        .doesNotContainKeys("access-control-expose-headers", "access-control-allow-origin");
    HttpResponse<String> shared = send("GET", "/v1/x", "Origin", "https://app.example");
    assertThat(shared.headers().firstValue("Access-Control-Expose-Headers"))
        .hasValue("WWW-Authenticate");
  }

  @Test
  void theMetadataAreForEverybody() throws Exception {
    HttpResponse<String> document = send("GET", "/.well-known/oauth-protected-resource/v1");
    assertThat(document.statusCode()).isEqualTo(200);
    assertThat(document.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/json");
    assertThat(document.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
    assertThat(document.headers().firstValue("Cache-Control")).hasValue("public, max-age=300");
    assertThat(JSONObjectUtils.parse(document.body()))
        .containsEntry("resource", "https://api.example.com/v1")
        .containsEntry("authorization_servers", List.of(realm.issuer().toString()))
        .containsEntry("scopes_supported", List.of("workouts:read"));
    assertThat(send("HEAD", "/.well-known/oauth-protected-resource/v1").statusCode())
        .isEqualTo(200);
    assertThat(send("POST", "/.well-known/oauth-protected-resource/v1").statusCode())
        .isEqualTo(405);
  }

  private static final class WhoAmI extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException, ServletException {
      if (request.getAttribute("inside") != null) {
        tell(request, response);
        return;
      }
      request.setAttribute("inside", true);
      switch (request.getRequestURI()) {
        case "/v1/forward" -> request.getRequestDispatcher("/v1/inside").forward(request, response);
        case "/v1/dispatch" -> {
          AsyncContext async = request.startAsync();
          async.start(async::dispatch);
        }
        case "/v1/error" -> response.sendError(418);
        default -> tell(request, response);
      }
    }

    private static void tell(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response
          .getWriter()
          .write(
              "%s %s %s %s %s %s"
                  .formatted(
                      request.getUserPrincipal(),
                      request.getRemoteUser(),
                      request.getAuthType(),
                      request.isUserInRole("workouts:read"),
                      request.isUserInRole("admin:users"),
                      ScopeFilter.token(request).flatMap(t -> t.clientId()).orElse("-")));
    }
  }
}
