package io.github.scopekeeper.resource.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.resource.ResourceServer;
import io.github.scopekeeper.resource.rule.Operation;
import io.github.scopekeeper.resource.support.Container;
import io.github.scopekeeper.resource.support.FakeRealm;
import io.github.scopekeeper.resource.support.Http;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In a container that lets every path through: /app is the context, /all/* maps a servlet. */
class PathsTest {

  private static final Operation ADMIN = Operation.named("admin").requireAll("admin:users");

  private static FakeRealm realm;
  private static ResourceServer server;
  private static Container container;

  @BeforeAll
  static void start() throws Exception {
    realm = FakeRealm.start();
    server = realm.api("https://api.example.com").build();
    ScopeFilter filter =
        ScopeFilter.of(server).open("/all/*").route("*", "/all/admin/*", ADMIN).build();
    container = new Container("/app").filter(filter).servlet("/all/*", new Says200()).start();
  }

  @AfterAll
  static void stop() throws Exception {
    container.close();
    server.close();
    realm.close();
  }

  private static int status(String path) throws IOException {
    return Http.rawStatus(container.port(), "GET", path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/app/all",
        "/app/all/",
        "/app/all/x",
        "/app/all/x/",
        "/app/all/a%20b",
        "/app/all/%C3%A4",
        "/app/all/~x,y@z:1+2&3=4!$'()*",
        "/app/all/x?y=/../%2F;a//b"
      })
  void ordinaryPathsAreServed(String path) throws IOException {
    assertThat(status(path)).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/app/all/admin", "/app/all/admin/", "/app/all/admin/x?open=1"})
  void aRuleBelowAnotherIsKept(String path) throws IOException {
    assertThat(status(path)).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/app/all;x/admin",
        "/app/all/;/admin",
        "/app/all/admin;x",
        "/app;x/all/admin",
        "/app/all/x%3B/admin",
        "/app/all//admin",
        "/app//all/admin",
        "/app/all/%2Fadmin",
        "/app/all%2fadmin",
        "/app/all/x%2F..%2Fadmin",
        "/app/all/./admin",
        "/app/all/x/../admin",
        "/app/all/%2e/admin",
        "/app/all/x/%2E%2e/admin",
        "/app/all/x/.%2e/admin",
        "/app/all/..;/all/admin",
        "/app/all/x/..",
        "/app/all/%61dmin",
        "/app/all/adm%69n",
        "/app/all/ADM%49N",
        "/app/all/x%5C..%5Cadmin",
        "/app/all\\admin",
        "/app/all/%252e%252e/admin",
        "/app/all/x%00",
        "/app/all/x%0A",
        "/app/all/x%7F",
        "/app/all/x%C0%AFadmin",
        "/app/all/%C3",
        "/app/all/%u0061dmin",
        "/app/all/%+1",
        "/app/all/%4",
        "/app/all/\u00e4"
      })
  void whatCanBeReadInTwoWaysIsABadRequest(String path) throws IOException {
    assertThat(status(path)).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({"/app/all/Admin, 403", "/app/ALL/admin, 403", "/app/other, 403", "/app/, 403"})
  void whatNoRuleCoversIsRefused(String path, int expected) throws IOException {
    assertThat(status(path)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"get", "GETT", "PROPFIND", "TRACE", "OPTIONS", "HEAD"})
  void anyMethodMeansAny(String method) throws IOException {
    assertThat(Http.rawStatus(container.port(), method, "/app/all/admin")).isEqualTo(401);
  }

  @Test
  void whoMayIsServed() throws IOException {
    String token = realm.token("admin:users").bearer();
    assertThat(Http.rawStatus(container.port(), "GET", "/app/all/admin/x", "Authorization", token))
        .isEqualTo(200);
  }

  private static final class Says200 extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
      response.setStatus(200);
    }
  }
}
