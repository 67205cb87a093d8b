package io.github.scopekeeper.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.resource.catalog.ApiCatalog;
import io.github.scopekeeper.resource.catalog.CatalogSource;
import io.github.scopekeeper.resource.request.ApiRequest;
import io.github.scopekeeper.resource.rule.Operation;
import io.github.scopekeeper.resource.support.FakeRealm;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever is wrong with a catalog, requests are answered. */
class FailingCatalogTest {

  private static final String RESOURCE = "https://api.example.com";
  private static final Operation LAST = Operation.named("last").requireAll("s0");
  private static final Operation ANY = Operation.named("any");

  private static FakeRealm realm;

  @BeforeAll
  static void start() {
    realm = FakeRealm.start();
  }

  @AfterAll
  static void stop() {
    realm.close();
  }

  private static Decision check(ResourceServer server, Operation operation, String... scopes) {
    return server.check(
        new ApiRequest("GET", "/", List.of(realm.token(scopes).bearer()), List.of()), operation);
  }

  @Test
  void aChainOfThousandsOfIncludedScopesIsRead() {
    realm.catalog(
        IntStream.rangeClosed(1, 8_000)
            .mapToObj(i -> "{'name':'s%d','implied':['s%d']}".formatted(i, i - 1))
            .collect(Collectors.joining(",", "{'scopes':[", "]}"))
            .replace('\'', '"'));
    try (ResourceServer server = realm.api(RESOURCE).expandImpliedScopes().build()) {
      assertThat(check(server, LAST, "s8000")).isInstanceOf(Decision.Allowed.class);
      assertThat(server.metadata(List.of(LAST)).scopes()).containsExactly("s0");
    }
  }

  @Test
  void aSourceThatFailsInAnyWayIsUnavailable() {
    for (CatalogSource source :
        List.<CatalogSource>of(
            () -> null,
            () -> fail(new IllegalStateException("mine")),
            () -> fail(new OutOfMemoryError("mine")),
            () -> fail(new StackOverflowError("mine")))) {
      try (ResourceServer server = realm.api(RESOURCE).catalog(source).build()) {
        Decision decision = check(server, LAST, "s0");
        assertThat(server.answer(((Decision.Refused) decision).refusal()).status()).isEqualTo(503);
        assertThat(check(server, ANY, "s0")).as("needs none").isInstanceOf(Decision.Allowed.class);
        assertThat(server.isAudited(LAST, decision)).as("nobody knows").isTrue();
        assertThat(server.metadata(List.of(LAST)).scopes()).isEmpty();
      }
    }
  }

  private static ApiCatalog fail(Throwable problem) {
    if (problem instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) problem;
  }
}
