package io.github.scopekeeper.core.token;

import static io.github.scopekeeper.core.catalog.ScopeDefinition.named;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.core.catalog.ScopeCatalog;
import io.github.scopekeeper.core.catalog.ScopeDefinition;
import io.github.scopekeeper.core.catalog.ScopeName;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenReadingTest {

  private static ScopeCatalog catalog(ScopeDefinition.Builder... entries) {
    return ScopeCatalog.of(Arrays.stream(entries).map(ScopeDefinition.Builder::build).toList());
  }

  private static TokenReading literal(ScopeDefinition.Builder... entries) {
    return TokenReading.literal(catalog(entries));
  }

  private static ScopeName name(String name) {
    return ScopeName.of(name);
  }

  private static Set<ScopeName> names(String names) {
    return Arrays.stream(names.split(" ")).map(ScopeName::of).collect(Collectors.toSet());
  }

  @Test
  void aTokenIsGoodForWhatItNamesAndNotForWhatThatIncludes() {
    TokenReading reading = literal(named("write").implies("read"), named("read"));

    assertThat(reading.holds(names("write"), name("write"))).isTrue();
    assertThat(reading.holds(names("write"), name("read"))).isFalse();
    assertThat(reading.holds(names("write read"), name("read"))).isTrue();
    assertThat(reading.holds(Set.of(), name("read"))).isFalse();
    assertThat(reading.scopes(names("write"))).isEqualTo(names("write"));
  }

  @Test
  void whatIsReachedThroughAScopeThatWasLeftOutIsNotHeld() {
    TokenReading reading =
        literal(named("a").implies("b"), named("b").implies("c"), named("c").aliases("see"));

    assertThat(reading.holds(names("a"), name("c"))).isFalse();
    assertThat(reading.holds(names("a"), name("see"))).isFalse();
    assertThat(reading.holds(names("a c"), name("see"))).isTrue();
    assertThat(reading.holds(names("a c"), name("b"))).isFalse();
  }

  @Test
  void anOlderNameIsTheSameScopeBothWays() {
    TokenReading reading = literal(named("new").aliases("old", "older").implies("read"));

    for (String each : new String[] {"new", "old", "older"}) {
      assertThat(reading.scopes(names(each))).isEqualTo(names("new old older"));
      assertThat(reading.holds(names("new"), name(each))).isTrue();
      assertThat(reading.holds(names(each), name("new"))).isTrue();
      assertThat(reading.holds(names(each), name("read"))).as("included by the newer").isFalse();
    }
  }

  @Test
  void aNameThatWasSplitStandsForBothAndNeitherForTheOther() {
    TokenReading reading = literal(named("see").aliases("admin"), named("ban").aliases("admin"));

    assertThat(reading.scopes(names("admin"))).isEqualTo(names("admin see ban"));
    assertThat(reading.holds(names("see"), name("ban"))).isFalse();
    assertThat(reading.holds(names("see"), name("admin"))).isFalse();
  }

  @Test
  void whoChoosesToExpandTakesWhatIsIncludedToo() {
    TokenReading reading =
        TokenReading.expanding(
            catalog(named("a").implies("b"), named("b").implies("c").aliases("old"), named("c")));

    assertThat(reading.scopes(names("a"))).isEqualTo(names("a b old c"));
    assertThat(reading.holds(names("old"), name("c"))).isTrue();
    assertThat(reading.holds(names("c"), name("a"))).isFalse();
  }

  @Test
  void aScopeThatTheCatalogDoesNotKnowStandsForItself() {
    assertThat(literal().holds(names("a b"), name("b"))).isTrue();
    assertThat(literal().holds(names("a"), name("b"))).isFalse();
    assertThat(literal().scopes(names("a"))).isEqualTo(names("a"));
  }

  @Test
  void longChainsOfNamesAndOfInclusionsAreRead() {
    int length = 100_000;
    ScopeDefinition.Builder[] chain =
        IntStream.range(0, length)
            .mapToObj(i -> named("s" + i).aliases("s" + (i + 1)).implies("t" + i))
            .toArray(ScopeDefinition.Builder[]::new);

    assertThat(literal(chain).scopes(names("s7"))).hasSize(length + 1);
    assertThat(literal(chain).holds(names("s0"), name("s" + length))).isTrue();
    assertThat(TokenReading.expanding(catalog(chain)).scopes(names("s0"))).hasSize(2 * length + 1);
  }
}
