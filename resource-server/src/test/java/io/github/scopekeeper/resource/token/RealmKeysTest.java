package io.github.scopekeeper.resource.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import io.github.scopekeeper.resource.http.RealmDocument;
import io.github.scopekeeper.resource.support.FakeRealm;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RealmKeysTest {

  private static final Duration PATIENT = Duration.ofSeconds(20);

  private final FakeRealm realm = FakeRealm.start();
  private final String old = realm.key().getKeyID();
  private RealmKeys keys;

  @AfterEach
  void close() {
    realm.close();
  }

  private void keptForMinutes() {
    keep(Duration.ofMinutes(10), Duration.ofMinutes(5), PATIENT);
  }

  private void hardlyKept() {
    keep(Duration.ofMillis(2), Duration.ofMillis(1), PATIENT);
  }

  private void keep(Duration cacheTime, Duration minInterval, Duration timeout) {
    keys =
        new RealmKeys(
            URI.create(realm.issuer() + FakeRealm.CERTS), timeout, cacheTime, minInterval);
  }

  private List<JWK> key(String kid) throws KeySourceException {
    JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(kid).build();
    return keys.get(new JWKSelector(JWKMatcher.forJWSHeader(header)), null);
  }

  private int fetches() {
    return realm.requests(FakeRealm.CERTS);
  }

  /** Asks for the old key until the realm was asked twice, which is one look that has ended. */
  private void oldKeyIsGood() {
    int before = fetches();
    await()
        .until(
            () -> {
              assertThat(key(old)).hasSize(1);
              return fetches() > before + 1;
            });
  }

  @Test
  void keysAreFetchedOnce() throws KeySourceException {
    keptForMinutes();
    for (int i = 0; i < 100; i++) {
      assertThat(key(old)).hasSize(1);
    }
    assertThat(fetches()).isEqualTo(1);
  }

  @Test
  void manyThreadsFetchThemOnce() throws Exception {
    keptForMinutes();
    ExecutorService threads = Executors.newFixedThreadPool(16);
    Callable<List<JWK>> ask = () -> key(old);
    for (Future<List<JWK>> answer :
        threads.invokeAll(IntStream.range(0, 64).mapToObj(i -> ask).toList())) {
      assertThat(answer.get()).hasSize(1);
    }
    threads.shutdown();
    assertThat(fetches()).isEqualTo(1);
  }

  @Test
  void aNewKeyIsLookedFor() throws KeySourceException {
    keptForMinutes();
    key(old);
    realm.rotateKeys();
    assertThat(key(realm.key().getKeyID())).hasSize(1);
    assertThat(key(old)).hasSize(1);
    assertThat(fetches()).isEqualTo(2);
  }

  @Test
  void aKeyThatTheRealmHasTakenBackIsNotGoodForLong() throws KeySourceException {
    hardlyKept();
    key(old);
    realm.rotateKeys();
    realm.forgetOldKeys();
    await().until(() -> key(realm.key().getKeyID()).size() == 1);
    await().until(() -> key(old).isEmpty());
  }

  @Test
  void thousandsOfUnknownNamesAskTheRealmAFewTimes() throws KeySourceException {
    keptForMinutes();
    key(old);
    for (int i = 0; i < 3_000; i++) {
      assertThat(key("made-up-" + i)).as("nobody's, and that is known").isEmpty();
    }
    assertThat(key(old)).hasSize(1);
    assertThat(fetches()).isLessThanOrEqualTo(3);
  }

  @Test
  void whatWasKnownStaysGoodWhileTheRealmIsAway() throws KeySourceException {
    hardlyKept();
    key(old);
    realm.away();
    oldKeyIsGood();
  }

  @Test
  void aRealmThatHangsMakesNobodyWaitWhoseKeyIsKnown() throws KeySourceException {
    hardlyKept();
    key(old);
    realm.hangs(FakeRealm.CERTS);
    assertTimeoutPreemptively(PATIENT.dividedBy(2), this::oldKeyIsAskedFor);
  }

  private void oldKeyIsAskedFor() throws KeySourceException {
    int before = fetches();
    while (fetches() == before) {
      assertThat(key(old)).hasSize(1);
    }
    assertThat(key(old)).hasSize(1);
  }

  @Test
  void whileTheRealmIsAwayNobodySaysThatAKeyIsUnknown() throws KeySourceException {
    keptForMinutes();
    key(old);
    realm.rotateKeys();
    realm.away();
    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(() -> key(realm.key().getKeyID())).isInstanceOf(KeySourceException.class);
    }
    assertThat(fetches()).isLessThanOrEqualTo(3);
    assertThat(key(old)).hasSize(1);
  }

  @Test
  void afterwardsAllIsAsBefore() throws KeySourceException {
    hardlyKept();
    key(old);
    realm.rotateKeys();
    realm.away();
    assertThatThrownBy(() -> key(realm.key().getKeyID())).isInstanceOf(KeySourceException.class);
    realm.back();
    await().ignoreExceptions().until(() -> key(realm.key().getKeyID()).size() == 1);
    assertThat(key("made-up")).isEmpty();
  }

  @Test
  void withoutKeysNobodyCanSay() throws KeySourceException {
    hardlyKept();
    realm.away();
    assertThatThrownBy(() -> key(old)).isInstanceOf(KeySourceException.class);
    realm.back();
    await().ignoreExceptions().until(() -> key(old).size() == 1);
  }

  @Test
  void answersThatAreNoKeysAreNotTakenForAny() throws KeySourceException {
    hardlyKept();
    key(old);
    for (String answer : List.of("", "<html>", "{}", "[]", "{\"keys\":5}", "{\"keys\":[5]}")) {
      realm.instead(FakeRealm.CERTS, 200, "text/html", answer);
      oldKeyIsGood();
    }
    realm.instead(FakeRealm.CERTS, 500, "application/json", "{\"keys\":[]}");
    oldKeyIsGood();
  }

  @Test
  void anAnswerThatIsLongerThanAnyIsNotRead() throws KeySourceException {
    hardlyKept();
    key(old);
    String keys = new JWKSet(realm.key().toPublicJWK()).toString(true);
    realm.instead(FakeRealm.CERTS, 200, "application/json", " ".repeat(600_000) + keys);
    realm.rotateKeys();
    oldKeyIsGood();
    assertThatThrownBy(() -> key("made-up")).isInstanceOf(KeySourceException.class);
  }

  @Test
  void aRealmThatNeverEndsItsAnswerIsAway() throws KeySourceException {
    keep(Duration.ofMinutes(10), Duration.ofMinutes(5), Duration.ofMillis(300));
    realm.hangs(FakeRealm.CERTS);
    assertThatThrownBy(() -> key(old)).isInstanceOf(KeySourceException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void keysOfAnotherHostAreNotFetched(int status) throws KeySourceException {
    hardlyKept();
    key(old);
    try (FakeRealm other = FakeRealm.start()) {
      realm.redirects(FakeRealm.CERTS, status, other);
      oldKeyIsGood();
      assertThatThrownBy(() -> key(other.key().getKeyID())).isInstanceOf(KeySourceException.class);
      assertThat(other.requests(FakeRealm.CERTS)).isZero();
    }
  }

  @Test
  void aKeySetThatDripsDoesNotStopTheRefreshing() throws KeySourceException {
    keep(Duration.ofMillis(2), Duration.ofMillis(1), Duration.ofMillis(500));
    await().ignoreExceptions().until(() -> key(old).size() == 1);
    realm.drips(FakeRealm.CERTS);
    int before = fetches();
    await().until(() -> key(old).size() == 1 && fetches() > before);
    realm.rotateKeys();
    realm.forgetOldKeys();
    realm.asUsual();
    await().ignoreExceptions().until(() -> key(old).isEmpty());
  }

  @Test
  void unknownKeysDoNotHoldEveryThreadWhileTheRealmIsSlow() throws Exception {
    keptForMinutes();
    key(old);
    realm.hangs(FakeRealm.CERTS);
    ExecutorService threads = Executors.newCachedThreadPool();
    CountDownLatch refused = new CountDownLatch(100 - RealmDocument.MOST_WAITING);
    try {
      for (int i = 0; i < 100; i++) {
        String made = "made-up-" + i;
        threads.execute(
            () -> {
              assertThatThrownBy(() -> key(made)).isInstanceOf(KeySourceException.class);
              refused.countDown();
            });
      }
      assertThat(refused.await(PATIENT.toSeconds() / 2, TimeUnit.SECONDS)).isTrue();
      assertThat(key(old)).hasSize(1);
      assertThat(fetches()).isEqualTo(2);
    } finally {
      threads.shutdownNow();
    }
  }
}
