package io.github.scopekeeper.resource.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.resource.ResourceServer;
import io.github.scopekeeper.resource.annotation.OpenToAll;
import io.github.scopekeeper.resource.annotation.RequireScopes;
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

/** Annotations at servlets that are not as most are, behind routes that are open to all. */
class OwnServicesTest {

  private static FakeRealm realm;
  private static ResourceServer server;
  private static Container container;

  @BeforeAll
  static void start() throws Exception {
    realm = FakeRealm.start();
    server = realm.api("https://api.example.com").build();
    container =
        new Container("/")
            .filter(ScopeFilter.of(server).open("/*").build())
            .servlet("/class", new AtClass())
            .servlet("/service", new AtService())
            .servlet("/overloaded", new Overloaded())
            .servlet("/silent", new Silent())
            .servlet("/opened", new Opened())
            .start();
  }

  @AfterAll
  static void stop() throws Exception {
    container.close();
    server.close();
    realm.close();
  }

  private static int status(String method, String path, String... headers) throws IOException {
    return Http.rawStatus(container.port(), method, path, headers);
  }

  @ParameterizedTest
  @CsvSource({
    "FOO, /class",
    "get, /class",
    "PROPFIND, /class",
    "GET, /class",
    "GET, /service",
    "FOO, /service",
    "HEAD, /service",
    "GET, /overloaded",
    "GET, /silent",
    "HEAD, /silent"
  })
  void whatAnAnnotationClosesNoMethodOpens(String method, String path) throws IOException {
    assertThat(status(method, path)).isEqualTo(401);
    String token = realm.token("admin:users").bearer();
    assertThat(status(method, path, "Authorization", token)).isEqualTo(200);
  }

  @Test
  void anOverrideOpensBySayingSo() throws IOException {
    assertThat(status("GET", "/opened")).isEqualTo(200);
  }

  @RequireScopes("admin:users")
  private static final class AtClass extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {}
  }

  private static final class AtService extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    @RequireScopes("admin:users")
    protected void service(HttpServletRequest request, HttpServletResponse response) {}
  }

  private static class Overloaded extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    @RequireScopes("admin:users")
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
      doGet(request, "");
    }

    private void doGet(HttpServletRequest request, String other) {
      request.setAttribute("other", other);
    }
  }

  private static final class Silent extends Overloaded {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {}
  }

  private static final class Opened extends Overloaded {

    private static final long serialVersionUID = 1L;

    @Override
    @OpenToAll
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {}
  }
}
