package io.github.scopekeeper.resource.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.resource.ResourceServer;
import io.github.scopekeeper.resource.audit.AuditRecord;
import io.github.scopekeeper.resource.audit.AuditTrail;
import io.github.scopekeeper.resource.audit.Outcome;
import io.github.scopekeeper.resource.request.TrustedProxies;
import io.github.scopekeeper.resource.rule.Operation;
import io.github.scopekeeper.resource.support.Container;
import io.github.scopekeeper.resource.support.FakeRealm;
import io.github.scopekeeper.resource.support.Http;
import io.github.scopekeeper.resource.support.Records;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterAuditTest {

  private static final Operation DELETE =
      Operation.named("workouts.delete").requireAll("workouts:delete");
  private static final Operation SEE =
      Operation.named("appointments.see").requireAny("appointments:read", "admin:users");

  private static final Records records = new Records();
  private static volatile CountDownLatch gate = new CountDownLatch(0);
  private static FakeRealm realm;
  private static ResourceServer server;
  private static AuditTrail trail;
  private static Container container;

  @BeforeAll
  static void start() throws Exception {
    realm = FakeRealm.start();
    server = realm.api("https://api.example.com").build();
    trail = records.trail();
    ScopeFilter filter =
        ScopeFilter.of(server)
            .route("DELETE", "/w/*", DELETE, request -> request.getPathInfo().substring(3))
            .route("GET", "/a/*", SEE)
            .audit(trail)
            .trustedProxies(TrustedProxies.of(List.of("127.0.0.0/8")))
            .build();
    container = new Container("/").filter(filter).servlet("/*", new Api()).start();
  }

  @AfterAll
  static void stop() throws Exception {
    container.close();
    trail.close();
    server.close();
    realm.close();
  }

  private static AuditRecord delete(String path, String... scopes) throws Exception {
    Http.send("DELETE", container.url(path), "Authorization", realm.token(scopes).bearer());
    return records.next();
  }

  @Test
  void aPrivilegedOperationIsWrittenDownWithAllThatIsKnown() throws Exception {
    Http.send(
        "DELETE",
        container.url("/w/7"),
        "Authorization",
        realm.token("workouts:delete", "profile:read").bearer(),
        "User-Agent",
        "fitness/1.0",
        "X-Forwarded-For",
        "6.6.6.6, 198.51.100.1");
    AuditRecord record = records.next();
    assertThat(record.action()).isEqualTo("workouts.delete");
    assertThat(record.subject()).hasValue("alice-id");
    assertThat(record.clientId()).hasValue("fitness-app");
    assertThat(record.scopes()).isEqualTo(Set.of("workouts:delete"));
    assertThat(record.ipAddress()).hasValue("198.51.100.1");
    assertThat(record.userAgent()).hasValue("fitness/1.0");
    assertThat(record.resourceId()).hasValue("7");
    assertThat(record.outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(record.reason()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/w/status, http_409",
    "/w/error, http_404",
    "/w/throws, exception",
    "/w/async-status, http_409",
    "/w/async-timeout, exception",
    "/w/async-throws, exception"
  })
  void whatFailsIsAFailure(String path, String reason) throws Exception {
    AuditRecord record = delete(path, "workouts:delete");
    assertThat(record.outcome()).isEqualTo(Outcome.FAILURE);
    assertThat(record.reason()).hasValue(reason);
  }

  @ParameterizedTest
  @CsvSource({"/w/async, fine", "/w/async-dispatch, fine", "/w/async-twice, fine"})
  void whatEndsElsewhereIsWrittenOnce(String path, String id) throws Exception {
    AuditRecord record = delete(path, "workouts:delete");
    assertThat(record.outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(record.resourceId()).hasValue(id);
    assertThat(records.all()).isEmpty();
  }

  @Test
  void nothingIsWrittenBeforeTheEndIsKnown() throws Exception {
    gate = new CountDownLatch(1);
    Thread caller =
        new Thread(
            () -> {
              try {
                delete("/w/async-gate", "workouts:delete");
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    try {
      caller.start();
      Api.reached.await();
      assertThat(trail.pending()).isZero();
      assertThat(records.all()).isEmpty();
    } finally {
      gate.countDown();
      caller.join();
    }
  }

  @Test
  void whatWasRefusedToSomebodyKnownIsWrittenDown() throws Exception {
    AuditRecord record = delete("/w/7", "profile:read");
    assertThat(record.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(record.reason()).hasValue("insufficient_scope");
    assertThat(record.scopes()).isEqualTo(Set.of("workouts:delete"));
    assertThat(record.subject()).hasValue("alice-id");
  }

  @Test
  void whatTheOperationItselfRefusesIsRefused() throws Exception {
    String token = realm.token("appointments:read").bearer();
    Http.send("GET", container.url("/a/bob-id"), "Authorization", token);
    AuditRecord record = records.next();
    assertThat(record.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(record.reason()).hasValue("insufficient_scope");
  }

  @Test
  void strangersAndHarmlessThingsAreNot() throws Exception {
    Http.send("DELETE", container.url("/w/7"));
    String expired = realm.token("workouts:delete").expiredSince(Duration.ofHours(1)).bearer();
    Http.send("DELETE", container.url("/w/7"), "Authorization", expired);
    String harmless = realm.token("appointments:read").bearer();
    Http.send("GET", container.url("/a/alice-id"), "Authorization", harmless);
    assertThat(delete("/w/last", "workouts:delete").resourceId()).hasValue("last");
  }

  @Test
  void aPathThatItsFunctionDoesNotKnowIsCheckedAllTheSame() throws Exception {
    assertThat(delete("/w", "workouts:delete").resourceId()).isEmpty();
  }

  private static final class Api extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final CountDownLatch reached = new CountDownLatch(1);

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      var refusal =
          ScopeFilter.access(request)
              .orElseThrow()
              .notReached(request.getPathInfo().substring("/a/".length()));
      if (refusal.isPresent()) {
        ScopeFilter.refuse(request, response, refusal.get());
      }
    }

    @Override
    protected void doDelete(HttpServletRequest request, HttpServletResponse response)
        throws IOException, ServletException {
      switch (request.getPathInfo()) {
        case "/w/status" -> response.setStatus(409);
        case "/w/error" -> response.sendError(404);
        case "/w/throws" -> throw new ServletException("thrown by the test");
        default -> {
          if (request.getPathInfo().startsWith("/w/async")) {
            async(request, response);
          }
        }
      }
    }

    private static void async(HttpServletRequest request, HttpServletResponse response) {
      Integer round = (Integer) request.getAttribute("round");
      int rounds = request.getPathInfo().endsWith("twice") ? 2 : 1;
      boolean dispatches = request.getPathInfo().matches(".*(dispatch|twice|async-throws)");
      if (dispatches && round != null && round == rounds) {
        if (request.getPathInfo().endsWith("throws")) {
          throw new IllegalStateException("thrown by the test");
        }
        ScopeFilter.resourceId(request, "fine");
        return;
      }
      request.setAttribute("round", round == null ? 1 : round + 1);
      AsyncContext async = request.startAsync();
      async.setTimeout(request.getPathInfo().endsWith("timeout") ? 50 : 10_000);
      if (dispatches) {
        async.start(async::dispatch);
      } else if (!request.getPathInfo().endsWith("timeout")) {
        async.start(() -> complete(async, request, response));
      }
    }

    private static void complete(
        AsyncContext async, HttpServletRequest request, HttpServletResponse response) {
      try {
        if (request.getPathInfo().endsWith("gate")) {
          reached.countDown();
          gate.await();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      ScopeFilter.resourceId(request, "fine");
      response.setStatus(request.getPathInfo().endsWith("status") ? 409 : 200);
      async.complete();
    }
  }
}
