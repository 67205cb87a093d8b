package io.github.scopekeeper.resource.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.github.scopekeeper.resource.Decision;
import io.github.scopekeeper.resource.ResourceServer;
import io.github.scopekeeper.resource.answer.Answer;
import io.github.scopekeeper.resource.servlet.ScopeFilter;
import io.github.scopekeeper.resource.support.AnswersContract;
import io.github.scopekeeper.resource.support.Container;
import io.github.scopekeeper.resource.support.FakeRealm;
import io.github.scopekeeper.resource.support.Raw;
import io.github.scopekeeper.resource.support.TokenMaker;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Thousands of requests that must be refused, each with a proper answer. */
class BadInputTest {

  private static final long SEED = Long.getLong("bad.input.seed", 20_261_122L);
  private static final int EACH = 90;
  private static final int AT_LEAST = 2_000;
  private static final String ORIGIN = "http://localhost:8082";

  /** Nothing should take this long; something that hangs does. */
  private static final Duration HANGS = Duration.ofMinutes(2);

  private static FakeRealm realm;
  private static ResourceServer server;
  private static TokenMaker good;
  private static OddProofs proofs;
  private static List<Hostile> requests;

  @BeforeAll
  static void generate() throws JOSEException {
    realm = FakeRealm.start();
    ECKey key = new ECKeyGenerator(Curve.P_256).keyID("ec").keyUse(KeyUse.SIGNATURE).generate();
    realm.show(key);
    server = realm.api(AnswersContract.RESOURCE).build();
    good = realm.token("account:delete").key(key, JWSAlgorithm.ES256);
    Random random = new Random(SEED);
    proofs = new OddProofs(random, good, ORIGIN);
    requests = new ArrayList<>();
    requests.addAll(new OddHeaders(random, good.sign()).make(EACH));
    requests.addAll(new OddClaims(random, good).make(EACH));
    requests.addAll(new OddSignatures(random, good).make(EACH));
    requests.addAll(proofs.make(EACH));
    Collections.shuffle(requests, random);
  }

  @AfterAll
  static void stop() {
    server.close();
    realm.close();
  }

  @Test
  void theLibraryRefusesAllOfThemProperly() {
    Verdict verdict = new Verdict(SEED, realm);
    assertTimeoutPreemptively(
        HANGS,
        () -> {
          for (int i = 0; i < requests.size(); i++) {
            if (i % (requests.size() / 2) == 0) {
              assertThat(check(good())).isInstanceOf(Decision.Allowed.class);
              assertThat(check(proofs.good())).isInstanceOf(Decision.Allowed.class);
            }
            refusedByLibrary(verdict, i);
          }
          assertThat(check(good())).isInstanceOf(Decision.Allowed.class);
        });
    assertThat(verdict.count()).isGreaterThan(AT_LEAST);
    System.out.println("Bad input, library: " + verdict);
  }

  private static Hostile good() {
    return Hostile.bearer("good", good.with("jti", Long.toString(System.nanoTime())).sign());
  }

  private static Decision check(Hostile request) {
    return server.check(request.asRequest(), AnswersContract.DELETE_ACCOUNT);
  }

  private static void refusedByLibrary(Verdict verdict, int i) {
    Hostile request = requests.get(i);
    Decision decision = check(request);
    Answer answer =
        decision instanceof Decision.Refused refused ? server.answer(refused.refusal()) : null;
    verdict.properlyRefused(
        i,
        request,
        answer == null ? 200 : answer.status(),
        answer == null
            ? Optional.empty()
            : Optional.ofNullable(answer.headers().get("WWW-Authenticate")),
        answer == null ? "" : answer.body());
  }

  @Test
  void aContainerWithTheFilterRefusesAllOfThemProperly() throws Exception {
    Verdict verdict = new Verdict(SEED, realm);
    ScopeFilter filter =
        ScopeFilter.of(server)
            .route(Hostile.METHOD, Hostile.PATH, AnswersContract.DELETE_ACCOUNT)
            .build();
    try (Container container = new Container("/").filter(filter).servlet("/*", new Api()).start()) {
      int port = container.port();
      assertTimeoutPreemptively(HANGS, () -> sendAll(port, verdict));
    }
    assertThat(verdict.count()).isGreaterThan(AT_LEAST);
    assertThat(verdict.byOthers()).as("refused before our filter").isLessThan(verdict.count() / 5);
    System.out.println("Bad input, container: " + verdict);
  }

  private static void sendAll(int port, Verdict verdict) throws IOException {
    List<Hostile> fitting = requests.stream().filter(Hostile::fitsTheWire).toList();
    for (int i = 0; i < fitting.size(); i++) {
      if (i % (fitting.size() / 2) == 0) {
        assertThat(Raw.send(port, good().lines()).status()).isEqualTo(200);
        assertThat(Raw.send(port, proofs.good().lines()).status()).isEqualTo(200);
      }
      Hostile request = fitting.get(i);
      Raw.Reply reply = Raw.send(port, request.lines());
      if (reply.header("Content-Type").orElse("").equals("application/json")) {
        verdict.properlyRefused(
            i, request, reply.status(), reply.header("WWW-Authenticate"), reply.body());
      } else {
        verdict.refusedByOthers(i, request, reply.status());
      }
    }
    assertThat(Raw.send(port, good().lines()).status()).isEqualTo(200);
  }

  private static final class Api extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doDelete(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.setContentType("text/plain");
      response.getWriter().write("deleted");
    }
  }
}
