package io.github.scopekeeper.resource.catalog;

import static io.github.scopekeeper.core.catalog.ScopeDefinition.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scopekeeper.core.catalog.Ownership;
import io.github.scopekeeper.core.catalog.RiskLevel;
import io.github.scopekeeper.core.catalog.ScopeDefinition;
import io.github.scopekeeper.core.catalog.ScopeName;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ApiCatalogTest {

  private static final Duration DEFAULT = Duration.ofSeconds(300);

  private static ApiCatalog catalog(ScopeDefinition.Builder... entries) {
    return ApiCatalog.of(
        Arrays.stream(entries).map(ScopeDefinition.Builder::build).toList(), DEFAULT);
  }

  private static ScopeName name(String name) {
    return ScopeName.of(name);
  }

  private static Set<ScopeName> names(String names) {
    return Arrays.stream(names.split(" ")).map(ScopeName::of).collect(Collectors.toSet());
  }

  private static List<ScopeName> list(String names) {
    return List.copyOf(names(names));
  }

  @Test
  void aTokenIsReadLiterallyOrExpanded() {
    ApiCatalog catalog =
        catalog(named("admin").implies("write"), named("write").implies("read").aliases("log"));
    assertThat(catalog.reading(false).holds(names("admin"), name("read"))).isFalse();
    assertThat(catalog.reading(false).scopes(names("write"))).isEqualTo(names("write log"));
    assertThat(catalog.reading(true).holds(names("admin"), name("read"))).isTrue();
    assertThat(catalog.reading(true).scopes(names("admin")))
        .isEqualTo(names("admin write log read"));
  }

  @Test
  void aScopeThatNobodyDefinedStandsForItself() {
    assertThat(ApiCatalog.empty().reading(false).holds(names("a b"), name("b"))).isTrue();
    assertThat(ApiCatalog.empty().reading(false).holds(names("a"), name("b"))).isFalse();
    assertThat(ApiCatalog.empty().size()).isZero();
  }

  @Test
  void circlesEnd() {
    ApiCatalog catalog =
        catalog(
            named("a").implies("b"),
            named("b").implies("c"),
            named("c").implies("a").aliases(list("d")),
            named("e").aliases(list("a")));
    for (String one : List.of("a", "b", "c", "d")) {
      assertThat(catalog.reading(true).scopes(names(one))).isEqualTo(names("a b c d e"));
    }
    assertThat(catalog.reading(true).scopes(names("e"))).isEqualTo(names("e"));
  }

  @Test
  void ofAScopeAndOneThatItIncludesTheIncludedOneIsTheLeast() {
    ApiCatalog catalog =
        catalog(
            named("admin").implies("write"),
            named("write").implies("read"),
            named("read").aliases("see"),
            named("left").implies("right"),
            named("right").implies("left"),
            named("one").aliases("both"),
            named("two").aliases("both"));
    assertThat(catalog.leastOf(names("admin read other"))).isEqualTo(names("read other"));
    assertThat(catalog.leastOf(names("admin write"))).isEqualTo(names("write"));
    assertThat(catalog.leastOf(names("read see"))).as("two names of one").hasSize(2);
    assertThat(catalog.leastOf(names("left right"))).as("they include each other").hasSize(2);
    assertThat(catalog.leastOf(names("both one"))).isEqualTo(names("one"));
    assertThat(catalog.leastOf(Set.of())).isEmpty();
  }

  @Test
  void whatIsAskedOfALongChainIsAnswered() {
    int length = 20_000;
    ApiCatalog chain =
        catalog(
            IntStream.range(0, length)
                .mapToObj(
                    i ->
                        named("s" + i)
                            .implies("s" + (i + 1))
                            .requiresReauthentication(i == length - 1)
                            .privileged(i == length - 1))
                .toArray(ScopeDefinition.Builder[]::new));
    Set<ScopeName> all =
        IntStream.range(0, length).mapToObj(i -> name("s" + i)).collect(Collectors.toSet());
    assertThat(chain.maxAuthenticationAge(name("s0"))).contains(DEFAULT);
    assertThat(chain.isHarmless(name("s0"))).isFalse();
    assertThat(chain.isHarmless(name("s" + length))).isTrue();
    assertThat(chain.leastOf(all)).isEqualTo(names("s" + (length - 1)));
    assertThat(chain.reading(true).holds(names("s0"), name("s" + length))).isTrue();
  }

  @Test
  void theStrictestAgeOfAllThatIsHeldCounts() {
    ApiCatalog catalog =
        catalog(
            named("admin").implies("delete", "export"),
            named("delete").requiresReauthentication(true).maxAuthenticationAge(seconds(600)),
            named("export").requiresReauthentication(true).maxAuthenticationAge(seconds(60)),
            named("default").requiresReauthentication(true).aliases(list("old")),
            named("read"));
    assertThat(catalog.maxAuthenticationAge(name("admin"))).contains(seconds(60));
    assertThat(catalog.maxAuthenticationAge(name("delete"))).contains(seconds(600));
    assertThat(catalog.maxAuthenticationAge(name("default"))).contains(DEFAULT);
    assertThat(catalog.maxAuthenticationAge(name("old"))).contains(DEFAULT);
    assertThat(catalog.maxAuthenticationAge(name("read"))).isEmpty();
    assertThat(catalog.maxAuthenticationAge(name("unknown"))).isEmpty();
  }

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }

  @Test
  void privilegeIsOfAScopeAndItsNamesAndNotOfWhatIncludesIt() {
    ApiCatalog catalog =
        catalog(
            named("admin").implies("delete"),
            named("delete").privileged(true).aliases(list("remove")),
            named("two").aliases(list("one")),
            named("part").aliases("all"),
            named("danger").aliases("all").privileged(true),
            named("one").privileged(true));
    assertThat(catalog.isPrivileged(name("delete"))).isTrue();
    assertThat(catalog.isPrivileged(name("remove"))).isTrue();
    assertThat(catalog.isPrivileged(name("two"))).as("the same as a privileged one").isTrue();
    assertThat(catalog.isPrivileged(name("admin"))).isFalse();
    assertThat(catalog.isPrivileged(name("all"))).as("the name of a privileged one").isTrue();
    assertThat(catalog.isPrivileged(name("part"))).isFalse();
    assertThat(catalog.isPrivileged(name("unknown"))).isFalse();
  }

  @Test
  void ownIsWhatTheEntrySaysOrElseTheName() {
    ApiCatalog catalog =
        catalog(
            named("a").ownership(Ownership.OWN),
            named("b:own").ownership(Ownership.ALL),
            named("c:own"),
            named("d"));
    assertThat(catalog.isOwn(name("a"))).isTrue();
    assertThat(catalog.isOwn(name("b:own"))).isFalse();
    assertThat(catalog.isOwn(name("c:own"))).isTrue();
    assertThat(catalog.isOwn(name("d"))).isFalse();
    assertThat(catalog.isOwn(name("unknown:own"))).isTrue();
  }

  @Test
  void anOlderNameReachesNoFurtherThanTheNewer() {
    ApiCatalog catalog =
        catalog(named("appointments:read").ownership(Ownership.OWN).aliases(list("appointments")));
    assertThat(catalog.isOwn(name("appointments"))).isTrue();
  }

  @Test
  void harmlessIsWhatHoldsNothingDangerous() {
    ApiCatalog catalog =
        catalog(
            named("read"),
            named("unknown-risk").implies("nowhere"),
            named("high").risk(RiskLevel.HIGH).aliases(list("old-high")),
            named("outer").implies("high"),
            named("outer-old").implies("old-high"),
            named("fresh").requiresReauthentication(true),
            named("privileged").privileged(true),
            named("master").implies("privileged"));
    assertThat(catalog.isHarmless(name("read"))).isTrue();
    assertThat(catalog.isHarmless(name("unknown-risk"))).isTrue();
    for (String dangerous :
        List.of("high", "old-high", "outer", "outer-old", "fresh", "privileged", "master")) {
      assertThat(catalog.isHarmless(name(dangerous))).as(dangerous).isFalse();
    }
  }

  @Test
  void aScopeIsDefinedOnce() {
    assertThatThrownBy(() -> catalog(named("a"), named("a")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
