package io.github.scopekeeper.resource.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.resource.account.ServiceAccount;
import io.github.scopekeeper.resource.account.ServiceTokens;
import io.github.scopekeeper.resource.http.RealmDocument;
import io.github.scopekeeper.resource.support.Catalogs;
import io.github.scopekeeper.resource.support.FakeRealm;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RealmCatalogTest {

  private static final Duration PATIENT = Duration.ofSeconds(20);
  private static final Duration HASTY = Duration.ofMillis(500);
  private static final Duration MINUTES = Duration.ofMinutes(5);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration MOMENT = Duration.ofMillis(1);
  private static final String OTHER = "{\"scopes\":[{\"name\":\"another\"}]}";

  private final FakeRealm realm = FakeRealm.start();

  @AfterEach
  void close() {
    realm.close();
  }

  private RealmCatalog catalog(Duration maxAge) {
    return catalog(maxAge, Optional.empty(), PATIENT);
  }

  private RealmCatalog catalog(Duration maxAge, Optional<ServiceTokens> tokens, Duration timeout) {
    return new RealmCatalog(
        new CatalogRequest(
            realm.issuer(), new CatalogDocument(Duration.ofSeconds(300)), tokens, timeout),
        maxAge,
        RETRY);
  }

  private static ConditionFactory soon() {
    return await().pollInterval(Duration.ofMillis(10));
  }

  private int looks() {
    return realm.requests(FakeRealm.CATALOG);
  }

  @Test
  void isFetchedOnceAndKept() throws CatalogUnavailableException {
    RealmCatalog catalog = catalog(MINUTES);
    for (int i = 0; i < 100; i++) {
      assertThat(catalog.current().size()).isEqualTo(7);
    }
    assertThat(looks()).isEqualTo(1);
  }

  @Test
  void manyThreadsFetchItOnce() throws Exception {
    RealmCatalog catalog = catalog(MINUTES);
    ExecutorService threads = Executors.newFixedThreadPool(16);
    Callable<ApiCatalog> ask = catalog::current;
    for (Future<ApiCatalog> answer :
        threads.invokeAll(IntStream.range(0, 64).mapToObj(i -> ask).toList())) {
      assertThat(answer.get().size()).isEqualTo(7);
    }
    threads.shutdown();
    assertThat(looks()).isEqualTo(1);
  }

  @Test
  void manyThreadsAreRefusedTogether() throws Exception {
    realm.hangs(FakeRealm.CATALOG);
    RealmCatalog catalog = catalog(MINUTES, Optional.empty(), HASTY);
    ExecutorService threads = Executors.newFixedThreadPool(16);
    Callable<ApiCatalog> ask = catalog::current;
    for (Future<ApiCatalog> answer :
        threads.invokeAll(IntStream.range(0, 64).mapToObj(i -> ask).toList())) {
      assertThatThrownBy(answer::get).hasCauseInstanceOf(CatalogUnavailableException.class);
    }
    threads.shutdown();
    assertThat(looks()).isLessThan(5);
  }

  @Test
  void aSlowRealmDoesNotHoldEveryThreadThatNeedsTheFirstCatalog() throws Exception {
    realm.hangs(FakeRealm.CATALOG);
    RealmCatalog catalog = catalog(MINUTES);
    ExecutorService threads = Executors.newCachedThreadPool();
    CountDownLatch refused = new CountDownLatch(100 - RealmDocument.MOST_WAITING);
    try {
      for (int i = 0; i < 100; i++) {
        threads.execute(
            () -> {
              assertThatThrownBy(catalog::current).isInstanceOf(CatalogUnavailableException.class);
              refused.countDown();
            });
      }
      assertThat(refused.await(PATIENT.toSeconds() / 2, TimeUnit.SECONDS)).isTrue();
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void whatHasNotChangedIsNotSentAgain() throws CatalogUnavailableException {
    AtomicInteger whole = new AtomicInteger();
    AtomicInteger unchanged = new AtomicInteger();
    realm.instead(
        FakeRealm.CATALOG,
        exchange -> {
          exchange.getResponseHeaders().set("ETag", "\"1\"");
          if ("\"1\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            unchanged.incrementAndGet();
            exchange.sendResponseHeaders(304, -1);
          } else {
            whole.incrementAndGet();
            exchange.sendResponseHeaders(200, OTHER.length());
            exchange.getResponseBody().write(OTHER.getBytes());
          }
        });
    RealmCatalog catalog = catalog(MOMENT);
    soon()
        .until(
            () -> {
              assertThat(catalog.current().size()).isEqualTo(1);
              return unchanged.get() > 2;
            });
    assertThat(whole).hasValue(1);
  }

  @Test
  void changesAreSeen() throws CatalogUnavailableException {
    RealmCatalog catalog = catalog(MOMENT);
    assertThat(catalog.current().size()).isEqualTo(7);
    realm.catalog(OTHER);
    soon().until(() -> catalog.current().size() == 1);
  }

  @Test
  void whatWasKnownStaysWhateverTheRealmAnswersNow() throws CatalogUnavailableException {
    for (String answer :
        List.of("", "<html>", "{}", "{\"scopes\":[{\"name\":5}]}", "[".repeat(9_000))) {
      RealmCatalog catalog = catalog(MOMENT);
      realm.asUsual();
      assertThat(catalog.current().size()).isEqualTo(7);
      realm.instead(FakeRealm.CATALOG, 200, "application/json", answer);
      staysKnown(catalog);
    }
    for (int status : new int[] {301, 304, 401, 403, 404, 500, 503}) {
      RealmCatalog catalog = catalog(MOMENT);
      realm.asUsual();
      assertThat(catalog.current().size()).isEqualTo(7);
      realm.instead(FakeRealm.CATALOG, status, "application/json", "");
      staysKnown(catalog);
    }
  }

  @Test
  void whatWasKnownStaysWhileTheRealmIsAway() throws CatalogUnavailableException {
    RealmCatalog catalog = catalog(MOMENT);
    assertThat(catalog.current().size()).isEqualTo(7);
    realm.away();
    staysKnown(catalog);
    realm.catalog(OTHER);
    realm.back();
    soon().until(() -> catalog.current().size() == 1);
  }

  private void staysKnown(RealmCatalog catalog) {
    int before = looks();
    soon()
        .until(
            () -> {
              assertThat(catalog.current().size()).isEqualTo(7);
              return looks() > before + 1;
            });
  }

  @Test
  void aRealmThatHangsDelaysNobodyOnceTheCatalogIsKnown() throws CatalogUnavailableException {
    RealmCatalog catalog = catalog(MOMENT, Optional.empty(), HASTY);
    soon().ignoreExceptions().until(() -> catalog.current().size() == 7);
    realm.hangs(FakeRealm.CATALOG);
    int before = looks();
    soon()
        .until(
            () -> {
              assertThat(catalog.current().size()).isEqualTo(7);
              return looks() > before;
            });
    assertThat(catalog.current().size()).isEqualTo(7);
    realm.asUsual();
    realm.catalog(OTHER);
    soon().until(() -> catalog.current().size() == 1);
  }

  @Test
  void withoutACatalogNobodyCanSay() {
    for (int status : new int[] {401, 403, 404, 500}) {
      realm.instead(FakeRealm.CATALOG, status, "application/json", "{}");
      assertThatThrownBy(() -> catalog(MINUTES).current())
          .isInstanceOf(CatalogUnavailableException.class);
    }
    realm.instead(FakeRealm.CATALOG, 404, "application/json", "{}");
    assertThatThrownBy(() -> catalog(MINUTES).current()).hasMessageContaining("providers");
    realm.instead(FakeRealm.CATALOG, 401, "application/json", "{}");
    assertThatThrownBy(() -> catalog(MINUTES).current()).hasMessageContaining("service account");
    realm.asUsual();
    realm.catalog("{\"scopes\":[{\"name\":\"a\",\"implied\":[null]}]}");
    assertThatThrownBy(() -> catalog(MINUTES).current())
        .isInstanceOf(CatalogUnavailableException.class);
  }

  @Test
  void anAnswerWithoutEndIsNoCatalog() {
    realm.instead(
        FakeRealm.CATALOG,
        200,
        "application/json",
        " ".repeat(CatalogDocument.LONGEST) + Catalogs.FITNESS);
    assertThatThrownBy(() -> catalog(MINUTES).current())
        .isInstanceOf(CatalogUnavailableException.class);
  }

  @Test
  void aRealmThatIsDownIsNotAskedByEveryRequestAndComesBack() throws CatalogUnavailableException {
    realm.away();
    RealmCatalog catalog = catalog(MINUTES);
    for (int i = 0; i < 100; i++) {
      assertThatThrownBy(catalog::current).isInstanceOf(CatalogUnavailableException.class);
    }
    int asked = looks();
    assertThat(asked).isLessThan(10);
    realm.back();
    soon()
        .ignoreExceptions()
        .until(() -> catalog.current().reading(true).holds(known(), ScopeName.of("workouts:read")));
  }

  private static Set<ScopeName> known() {
    return Set.of(ScopeName.of("workouts:write"));
  }

  @Test
  void hiddenScopesAreAskedForWithAToken() throws CatalogUnavailableException {
    catalog(MINUTES, Optional.of(tokens()), PATIENT).current();
    assertThat(realm.lastAuthorization()).isEqualTo("Bearer of-the-api");
  }

  private ServiceTokens tokens() {
    return new ServiceTokens(
        realm.issuer(),
        new ServiceAccount("fitness-api", "pssst"),
        "scope_catalog",
        PATIENT,
        Clock.systemUTC());
  }

  @Test
  void aTokenThatTheRealmRefusesIsNotSentForEver() {
    ServiceTokens tokens = tokens();
    realm.instead(FakeRealm.CATALOG, 401, "application/json", "{}");
    assertThatThrownBy(() -> catalog(MINUTES, Optional.of(tokens), PATIENT).current())
        .isInstanceOf(CatalogUnavailableException.class);
    int before = realm.requests(FakeRealm.TOKEN);
    assertThatThrownBy(() -> catalog(MINUTES, Optional.of(tokens), PATIENT).current())
        .isInstanceOf(CatalogUnavailableException.class);
    assertThat(realm.requests(FakeRealm.TOKEN)).isEqualTo(before + 1);
  }

  @Test
  void withoutATokenOfItsOwnNothingIsAsked() {
    realm.instead(FakeRealm.TOKEN, 401, "application/json", "{\"error\":\"invalid_client\"}");
    assertThatThrownBy(() -> catalog(MINUTES, Optional.of(tokens()), PATIENT).current())
        .isInstanceOf(CatalogUnavailableException.class)
        .hasMessageContaining("invalid_client")
        .hasMessageNotContaining("pssst");
    assertThat(looks()).isZero();
  }
}
