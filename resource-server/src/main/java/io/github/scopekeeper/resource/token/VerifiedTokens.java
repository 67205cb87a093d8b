package io.github.scopekeeper.resource.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Tokens that were verified a moment ago. All together take a bounded part of the memory. */
final class VerifiedTokens {

  /** About 20,000 tokens of a usual size. */
  static final long MOST_BYTES = 64L * 1024 * 1024;

  /** What a value takes besides its text, measured with tokens of many shapes. */
  private static final int BYTES_A_VALUE = 80;

  private final Cache<TokenHash, AccessToken> tokens;

  /**
   * @param time how long a token need not be verified again; zero: none is kept
   */
  VerifiedTokens(Duration time) {
    tokens =
        Caffeine.newBuilder()
            .<TokenHash, AccessToken>weigher((hash, token) -> bytes(token))
            .maximumWeight(time.isZero() ? 0 : MOST_BYTES)
            .expireAfterWrite(time)
            .build();
  }

  Optional<AccessToken> get(TokenHash hash) {
    return Optional.ofNullable(tokens.getIfPresent(hash));
  }

  void put(TokenHash hash, AccessToken token) {
    tokens.put(hash, token);
  }

  /** About what a token takes in memory: its claims, and its scopes once more as names. */
  static int bytes(AccessToken token) {
    return bytes(token.claims()) + 2 * BYTES_A_VALUE * token.scopes().size();
  }

  private static int bytes(Object value) {
    int inside = 0;
    if (value instanceof String text) {
      inside = text.length();
    } else if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        inside += bytes(entry.getKey()) + bytes(entry.getValue());
      }
    } else if (value instanceof Collection<?> list) {
      for (Object member : list) {
        inside += bytes(member);
      }
    }
    return BYTES_A_VALUE + inside;
  }
}
