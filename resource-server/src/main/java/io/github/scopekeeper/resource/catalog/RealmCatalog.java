package io.github.scopekeeper.resource.catalog;

import io.github.scopekeeper.core.catalog.ScopeName;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The catalog of the realm, looked at again from time to time, in the background. Whatever goes
 * wrong then, the last one stays in use.
 */
public final class RealmCatalog implements CatalogSource {

  private static final Logger LOG = LoggerFactory.getLogger(RealmCatalog.class);
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final CatalogRequest request;
  private final long maxAgeNanos;
  private final long retryNanos;
  private final AtomicBoolean refreshing = new AtomicBoolean();
  private volatile CatalogRequest.Answer known;
  private volatile long lookedAt;
  private CatalogUnavailableException failure;
  private long failedAt;

  /**
   * @param maxAge how long a catalog is used before the realm is asked whether it has changed
   */
  public RealmCatalog(CatalogRequest request, Duration maxAge) {
    this(request, maxAge, RETRY);
  }

  RealmCatalog(CatalogRequest request, Duration maxAge, Duration retry) {
    this.request = request;
    this.maxAgeNanos = maxAge.toNanos();
    this.retryNanos = retry.toNanos();
  }

  @Override
  public ApiCatalog current() throws CatalogUnavailableException {
    CatalogRequest.Answer last = known;
    if (last == null) {
      return first();
    }
    if (System.nanoTime() - lookedAt > maxAgeNanos && refreshing.compareAndSet(false, true)) {
      CompletableFuture.runAsync(this::refresh);
    }
    return last.catalog();
  }

  private synchronized ApiCatalog first() throws CatalogUnavailableException {
    if (known != null) {
      return known.catalog();
    }
    if (failure != null && System.nanoTime() - failedAt < retryNanos) {
      throw failure;
    }
    try {
      accept(request.send(null));
      return known.catalog();
    } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
      failure = new CatalogUnavailableException(e.getMessage(), e);
      failedAt = System.nanoTime();
      LOG.warn("The scope catalog cannot be had: {}", e.getMessage());
      throw failure;
    }
  }

  private void refresh() {
    try {
      accept(request.send(known));
    } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
      LOG.warn("The scope catalog stays as it was known last: {}", e.getMessage());
      lookedAt = System.nanoTime() - maxAgeNanos + Math.min(retryNanos, maxAgeNanos);
    } finally {
      refreshing.set(false);
    }
  }

  private void accept(CatalogRequest.Answer answer) {
    if (known != null) {
      tellWhatIsLost(known.catalog().guarded(), answer.catalog().guarded());
    }
    known = answer;
    lookedAt = System.nanoTime();
  }

  /** An entry that was hidden, or broken by mistake, should not go unnoticed. */
  private static void tellWhatIsLost(Set<ScopeName> before, Set<ScopeName> now) {
    Set<ScopeName> lost = new TreeSet<>(before);
    lost.removeAll(now);
    if (!lost.isEmpty()) {
      LOG.warn(
          "By the realm's catalog these scopes need no fresh login and are not audited any more: {}",
          lost);
    }
  }
}
