package io.github.scopekeeper.resource.http;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A document of the realm that is kept here: its keys, its catalog. It is fetched by one thread at
 * a time, which is nobody else's, and again from time to time; whatever goes wrong then, the last
 * one stays in use. Only a bounded number of threads waits for it. Safe for use by many threads.
 *
 * @param <T> the document, as it is used
 */
public final class RealmDocument<T> {

  /** One request to the realm. */
  public interface Source<T> {

    /**
     * @param known what was fetched last, or null
     * @throws IOException with a sentence for the API's operator
     */
    T fetch(T known) throws IOException;
  }

  /** However many need a document that is not here yet: more threads than these do not wait. */
  public static final int MOST_WAITING = 32;

  private static final Logger LOG = LoggerFactory.getLogger(RealmDocument.class);

  private final String name;
  private final Source<T> source;
  private final Settings settings;
  private final Semaphore places = new Semaphore(MOST_WAITING);
  private volatile T known;
  private volatile long due;
  private CompletableFuture<T> running;
  private IOException failure;
  private boolean limited;
  private long again;

  /**
   * @param maxAge how long a document is used before it is fetched again
   * @param retry how soon after a failure, or after one that did not know something, the realm is
   *     asked again
   * @param timeout how long a thread waits
   */
  public record Settings(Duration maxAge, Duration retry, Duration timeout) {}

  /**
   * @param name what it is called in the log
   */
  public RealmDocument(String name, Source<T> source, Settings settings) {
    this.name = name;
    this.source = source;
    this.settings = settings;
  }

  /**
   * What is known; waits only for the very first one.
   *
   * @throws IOException where there is none, or too many wait for it
   */
  public T current() throws IOException {
    T last = known;
    if (last == null) {
      return await(started(null));
    }
    if (System.nanoTime() - due >= 0) {
      refresh();
    }
    return last;
  }

  /**
   * Another look, because something is not in what was seen. Where the realm was asked a moment ago
   * that counts as one.
   *
   * @param seen what {@link #current()} gave
   * @throws IOException where it does not answer, or too many wait for it
   */
  public T newerThan(T seen) throws IOException {
    return await(started(seen));
  }

  private synchronized CompletableFuture<T> started(T seen) throws IOException {
    if (known != seen) {
      return CompletableFuture.completedFuture(known);
    }
    if (running != null) {
      return running;
    }
    if (!limited || System.nanoTime() - again >= 0) {
      return start(seen != null);
    }
    if (failure != null) {
      throw new IOException(failure.getMessage(), failure);
    }
    return CompletableFuture.completedFuture(known);
  }

  private synchronized void refresh() {
    if (running == null && System.nanoTime() - due >= 0) {
      start(false);
    }
  }

  private CompletableFuture<T> start(boolean another) {
    CompletableFuture<T> next = new CompletableFuture<>();
    Thread thread = new Thread(() -> fetch(next, another), "scopekeeper-realm");
    thread.setDaemon(true);
    thread.start();
    running = next;
    return next;
  }

  private void fetch(CompletableFuture<T> next, boolean another) {
    try {
      T fetched = source.fetch(known);
      ended(null, fetched, another);
      next.complete(fetched);
    } catch (Throwable e) { // whoever waits must hear of it
      IOException why = e instanceof IOException io ? io : new IOException(name + ": " + e, e);
      LOG.warn(
          "{} {}: {}",
          name,
          known == null ? "is not available" : "stays as it was known last",
          why.getMessage());
      ended(why, known, true);
      next.completeExceptionally(why);
    }
  }

  private synchronized void ended(IOException why, T newest, boolean limit) {
    long now = System.nanoTime();
    Duration next = settings.maxAge();
    if (why != null && settings.retry().compareTo(next) < 0) {
      next = settings.retry();
    }
    failure = why;
    limited = limit;
    again = now + settings.retry().toNanos();
    due = now + next.toNanos();
    known = newest;
    running = null;
  }

  private T await(CompletableFuture<T> document) throws IOException {
    if (document.isDone()) {
      return result(document);
    }
    if (!places.tryAcquire()) {
      throw new IOException("Too many requests wait for " + name);
    }
    try {
      return result(document);
    } finally {
      places.release();
    }
  }

  private T result(CompletableFuture<T> document) throws IOException {
    try {
      return document.get(settings.timeout().toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while waiting for " + name, e);
    } catch (TimeoutException e) {
      throw new IOException(name + " did not come in time", e);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e.getCause());
    }
  }
}
