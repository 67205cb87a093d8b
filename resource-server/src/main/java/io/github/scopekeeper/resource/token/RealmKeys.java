package io.github.scopekeeper.resource.token;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.jwk.source.URLBasedJWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.io.IOException;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The realm's public keys. The library keeps them for minutes, looks again for a key that it does
 * not know, and limits how often; what was known last is good for as long as the server is away.
 */
final class RealmKeys implements JWKSource<SecurityContext>, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RealmKeys.class);
  private static final int LONGEST_ANSWER = 512 * 1024;

  private final JWKSource<SecurityContext> cached;
  private final Remembering remembering;
  private final long cacheNanos;
  private final AtomicBoolean refreshing = new AtomicBoolean();
  private final long retryNanos;
  private volatile long failedAt;

  RealmKeys(URL jwkSet, Duration timeout, Duration cacheTime, Duration minInterval) {
    cacheNanos = cacheTime.toNanos();
    retryNanos = minInterval.toNanos();
    failedAt = System.nanoTime() - retryNanos;
    int millis = Math.toIntExact(timeout.toMillis());
    remembering =
        new Remembering(
            new URLBasedJWKSetSource<>(
                jwkSet, new DefaultResourceRetriever(millis, millis, LONGEST_ANSWER)));
    cached =
        JWKSourceBuilder.<SecurityContext>create(remembering)
            .cache(cacheTime.toMillis(), 2 * timeout.toMillis())
            .refreshAheadCache(false)
            .rateLimited(minInterval.toMillis())
            .build();
  }

  /**
   * @throws KeySourceException where the key is not known and the server does not answer
   */
  @Override
  public List<JWK> get(JWKSelector selector, SecurityContext context) throws KeySourceException {
    JWKSet last = remembering.last;
    List<JWK> known = last == null ? List.of() : selector.select(last);
    if (!known.isEmpty()) {
      refreshInTime(selector);
      return known;
    }
    try {
      return cached.get(selector, context);
    } catch (RateLimitReachedException e) {
      if (last == null || remembering.failing) {
        throw e;
      }
      return List.of();
    }
  }

  /** A realm that is slow makes nobody wait whose key is known. */
  private void refreshInTime(JWKSelector selector) {
    long now = System.nanoTime();
    if (now - remembering.loadedAt > cacheNanos
        && now - failedAt >= retryNanos
        && refreshing.compareAndSet(false, true)) {
      CompletableFuture.runAsync(() -> refresh(selector));
    }
  }

  private void refresh(JWKSelector selector) {
    try {
      cached.get(selector, null);
    } catch (KeySourceException | RuntimeException e) {
      LOG.warn("The keys of the realm stay as they were known last: {}", e.getMessage());
      failedAt = System.nanoTime();
    } finally {
      refreshing.set(false);
    }
  }

  @Override
  public void close() throws IOException {
    remembering.close();
  }

  private static final class Remembering implements JWKSetSource<SecurityContext> {

    private final JWKSetSource<SecurityContext> source;
    private volatile JWKSet last;
    private volatile long loadedAt;
    private volatile boolean failing;

    private Remembering(JWKSetSource<SecurityContext> source) {
      this.source = source;
    }

    @Override
    public JWKSet getJWKSet(
        JWKSetCacheRefreshEvaluator evaluator, long currentTime, SecurityContext context)
        throws KeySourceException {
      failing = true;
      last = source.getJWKSet(evaluator, currentTime, context);
      loadedAt = System.nanoTime();
      failing = false;
      return last;
    }

    @Override
    public void close() throws IOException {
      source.close();
    }
  }
}
