package io.github.scopekeeper.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.resource.catalog.ApiCatalog;
import io.github.scopekeeper.resource.catalog.CatalogDocument;
import io.github.scopekeeper.resource.metadata.ResourceMetadata;
import io.github.scopekeeper.resource.rule.Operation;
import io.github.scopekeeper.resource.support.Catalogs;
import io.github.scopekeeper.resource.support.FakeRealm;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What apps are told to ask for before they are challenged. */
class MetadataScopesTest {

  private static FakeRealm realm;

  @BeforeAll
  static void start() {
    realm = FakeRealm.start();
  }

  @AfterAll
  static void stop() {
    realm.close();
  }

  private static List<String> listed(Operation... operations) {
    try (ResourceServer server = realm.api("https://api.example.com").build()) {
      return server.metadata(List.of(operations)).scopes();
    }
  }

  private static Operation all(String... scopes) {
    return Operation.named("test").requireAll(scopes);
  }

  private static Operation any(String... scopes) {
    return Operation.named("test").requireAny(scopes);
  }

  @Test
  void whatIsHarmlessIsListed() {
    assertThat(listed(all("profile:read"), all("workouts:read")))
        .containsExactlyInAnyOrder("profile:read", "workouts:read");
    assertThat(listed()).isEmpty();
    assertThat(listed(Operation.named("open"))).isEmpty();
  }

  @Test
  void whatTheCatalogDoesNotShowIsNotShownHereEither() {
    assertThat(listed(all("profile:read"), all("hidden:scope"))).containsExactly("profile:read");
  }

  @Test
  void whatIsDangerousIsAskedForWhenItIsNeeded() {
    assertThat(
            listed(
                all("account:delete"),
                all("workouts:delete"),
                all("workouts:read", "admin:users"),
                all("profile:read").requireRecentAuth(Duration.ofMinutes(5))))
        .isEmpty();
  }

  @Test
  void ofAlternativesTheFirstHarmlessOneIsListed() {
    assertThat(listed(any("admin:users", "appointments:read", "profile:read")))
        .containsExactly("appointments:read");
    assertThat(listed(any("admin:users", "workouts:delete"))).isEmpty();
  }

  @Test
  void readingIsListedAndWritingIsNot() {
    assertThat(listed(all("workouts:read"), all("workouts:write")))
        .containsExactly("workouts:read");
    assertThat(listed(all("workouts:write"), all("workouts:read")))
        .containsExactly("workouts:read");
    assertThat(listed(all("workouts:write"))).containsExactly("workouts:write");
  }

  @Test
  void twoNamesOfOneScopeDoNotDriveEachOtherOut() {
    assertThat(listed(all("profile:read"), all("read:profile"))).isNotEmpty();
  }

  @Test
  void whatTheApiSaysItselfCounts() {
    try (ResourceServer server =
        realm.api("https://api.example.com").scopesSupported("admin:users", "x").build()) {
      assertThat(server.metadata(List.of(all("profile:read"))).scopes())
          .containsExactly("admin:users", "x");
    }
  }

  @Test
  void withoutACatalogNothingIsListed() {
    realm.catalog(null);
    try {
      assertThat(listed(all("profile:read"))).isEmpty();
    } finally {
      realm.catalog(Catalogs.FITNESS);
    }
  }

  @Test
  void theDocumentIsWorkedOutOnceForACatalog() {
    AtomicReference<ApiCatalog> catalog = new AtomicReference<>(ApiCatalog.empty());
    try (ResourceServer server =
        realm.api("https://api.example.com").catalog(catalog::get).build()) {
      List<Operation> operations = List.of(all("profile:read"), all("x"));
      ResourceMetadata first = server.metadata(operations);
      assertThat(first.scopes()).isEmpty();
      assertThat(server.metadata(List.copyOf(operations))).isSameAs(first);

      catalog.set(new CatalogDocument(Duration.ofMinutes(5)).parse(Catalogs.FITNESS));
      ResourceMetadata second = server.metadata(operations);
      assertThat(second.scopes()).containsExactly("profile:read");
      assertThat(server.metadata(operations)).isSameAs(second);
      assertThat(server.metadata(List.of(all("workouts:read"))).scopes())
          .containsExactly("workouts:read");
    }
  }
}
