package io.github.scopekeeper.resource.servlet;

import io.github.scopekeeper.resource.ResourceServer;
import io.github.scopekeeper.resource.answer.Refusal;
import io.github.scopekeeper.resource.support.AnswersContract;
import io.github.scopekeeper.resource.support.Container;
import io.github.scopekeeper.resource.support.FakeRealm;
import io.github.scopekeeper.resource.support.Http;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

class ServletAnswersTest extends AnswersContract {

  private ResourceServer server;
  private Container container;

  @Override
  protected void start(FakeRealm realm) throws Exception {
    server = realm.api(RESOURCE).build();
    ScopeFilter filter =
        ScopeFilter.of(server)
            .open("/api/public/*")
            .route("GET", "/api/profile", PROFILE)
            .route("GET", "/api/appointments/*", LIST)
            .route("DELETE", "/api/account", DELETE_ACCOUNT)
            .build();
    container = new Container("/").filter(filter).servlet("/*", new Api()).start();
  }

  @Override
  protected void stop() throws Exception {
    container.close();
    server.close();
  }

  @Override
  protected Reply profile(String... authorization) throws Exception {
    return Http.reply("GET", container.url("/api/profile"), authorization);
  }

  @Override
  protected Reply appointmentsOf(String owner, String authorization) throws Exception {
    return Http.reply("GET", container.url("/api/appointments/" + owner), authorization);
  }

  @Override
  protected Reply deleteAccount(String authorization) throws Exception {
    return Http.reply("DELETE", container.url("/api/account"), authorization);
  }

  private static final class Api extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      String path = request.getPathInfo();
      Optional<Refusal> notReached =
          path.startsWith("/api/appointments/")
              ? ScopeFilter.access(request)
                  .orElseThrow()
                  .notReached(path.substring(path.lastIndexOf('/') + 1))
              : Optional.empty();
      if (notReached.isPresent()) {
        ScopeFilter.refuse(request, response, notReached.get());
        return;
      }
      response.getWriter().write("{}");
    }

    @Override
    protected void doDelete(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.getWriter().write("{}");
    }
  }
}
