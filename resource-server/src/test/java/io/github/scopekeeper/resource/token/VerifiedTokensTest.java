package io.github.scopekeeper.resource.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {

  private static AccessToken token(int size) {
    return new AccessToken(
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        Set.of(),
        Instant.MAX,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of("claim", "x".repeat(size)));
  }

  @Test
  void largeTokensDoNotTakeMoreMemoryThanSmallOnes() {
    VerifiedTokens verified = new VerifiedTokens(Duration.ofMinutes(1));
    AccessToken large = token(64 * 1024);
    int fits = (int) (VerifiedTokens.MOST_BYTES / VerifiedTokens.bytes(large));
    IntStream.range(0, 2 * fits).forEach(i -> verified.put(TokenHash.of("t" + i), large));
    await().until(() -> kept(verified, 2 * fits) <= fits);
    assertThat(kept(verified, 2 * fits)).isPositive();
  }

  private static long kept(VerifiedTokens verified, int of) {
    return IntStream.range(0, of)
        .filter(i -> verified.get(TokenHash.of("t" + i)).isPresent())
        .count();
  }

  @Test
  void noneIsKeptWhereThatIsSwitchedOff() {
    VerifiedTokens verified = new VerifiedTokens(Duration.ZERO);
    verified.put(TokenHash.of("t"), token(1));
    assertThat(verified.get(TokenHash.of("t"))).isEmpty();
  }

  @Test
  void aTokenIsFoundByItsWholeText() {
    VerifiedTokens verified = new VerifiedTokens(Duration.ofMinutes(1));
    verified.put(TokenHash.of("abc"), token(1));
    assertThat(verified.get(TokenHash.of("abc"))).isPresent();
    assertThat(verified.get(TokenHash.of("abd"))).isEmpty();
  }
}
