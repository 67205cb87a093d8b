package io.github.scopekeeper.core.token;

import static io.github.scopekeeper.core.catalog.ScopeDefinition.named;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.core.catalog.ScopeCatalog;
import io.github.scopekeeper.core.catalog.ScopeDefinition;
import io.github.scopekeeper.core.catalog.ScopeName;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
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
  void anOlderNameThatIsStillAScopeOfItsOwnIsGoodForTheNewerOneAndNotTheOtherWayRound() {
    TokenReading reading = literal(named("read").aliases("all", "see"), named("all").aliases("a"));

    assertThat(reading.scopes(names("all"))).isEqualTo(names("all a read see"));
    assertThat(reading.scopes(names("a"))).isEqualTo(names("all a read see"));
    assertThat(reading.scopes(names("read"))).isEqualTo(names("read see"));
    assertThat(reading.holds(names("all"), name("read"))).isTrue();
    assertThat(reading.holds(names("all"), name("see"))).isTrue();
    assertThat(reading.holds(names("read see"), name("all"))).isFalse();
    assertThat(reading.holds(names("read see"), name("a"))).isFalse();
  }

  @Test
  void fromAnOlderNameThatIsStillAScopeOneStepIsTaken() {
    TokenReading reading =
        literal(named("a").aliases("b"), named("b").aliases("c"), named("c").aliases("d"));

    assertThat(reading.scopes(names("c"))).isEqualTo(names("c d b"));
    assertThat(reading.holds(names("c"), name("b"))).isTrue();
    assertThat(reading.holds(names("c d"), name("a"))).isFalse();
    assertThat(reading.holds(names("a b"), name("d"))).isFalse();
    assertThat(
            literal(named("x").aliases("y"), named("y").aliases("x")).holds(names("x"), name("y")))
        .as("names that point at each other")
        .isTrue();
  }

  @Test
  void anOlderNameIsNoWayRoundASplit() {
    TokenReading reading =
        literal(named("a").aliases("old"), named("b").aliases("old"), named("c").aliases("a", "x"));

    assertThat(reading.holds(names("x"), name("old"))).isFalse();
    assertThat(reading.holds(names("c"), name("a"))).isFalse();
    assertThat(reading.holds(names("old"), name("c"))).isFalse();
    assertThat(reading.holds(names("old"), name("b"))).isTrue();
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
            .mapToObj(i -> named("s" + i).aliases("t" + i, "s" + (i - 1)).implies("s" + (i + 1)))
            .toArray(ScopeDefinition.Builder[]::new);
    TokenReading expanding = TokenReading.expanding(catalog(chain));

    assertThat(literal(chain).scopes(names("s7"))).isEqualTo(names("s7 t7 s8 t8"));
    assertThat(literal(chain).holds(names("s7"), name("t9"))).isFalse();
    assertThat(expanding.scopes(names("s0"))).hasSize(2 * length + 2);
    assertThat(expanding.holds(names("s0"), name("s" + length))).isTrue();
    assertThat(expanding.firstRelated(Map.of(name("s9"), 9), Comparator.naturalOrder()))
        .hasSize(2 * length + 1);
  }
}
