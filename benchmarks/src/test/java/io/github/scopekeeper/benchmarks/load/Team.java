package io.github.scopekeeper.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/** The workers of one party: they ask at the same time, each for its share. */
final class Team {
  static final int WORKERS = 2;

  private static final ExecutorService POOL =
      Executors.newFixedThreadPool(
          WORKERS,
          task -> {
            Thread thread = new Thread(task, "worker");
            thread.setDaemon(true);
            return thread;
          });

  private final Party party;
  private final Grant grant;
  private final List<Worker> workers;

  Team(Party party, Grant grant) {
    this.party = party;
    this.grant = grant;
    this.workers =
        party.realm().users().stream()
            .map(user -> new Worker(party.client(), user, party.wish()))
            .toList();
  }

  /** Some requests in a row: how long each took, how long all, and the server's CPU time. */
  record Block(long[] latencies, long nanos, long cpuNanos) {
    Block and(Block other) {
      return new Block(
          LongStream.concat(LongStream.of(latencies), LongStream.of(other.latencies)).toArray(),
          nanos + other.nanos,
          cpuNanos + other.cpuNanos);
    }

    double throughput() {
      return latencies.length * 1e9 / nanos;
    }

    double p95() {
      return Spread.p95(latencies);
    }

    double cpu() {
      return (double) cpuNanos / latencies.length;
    }
  }

  Block run(int requests) {
    int share = requests / WORKERS;
    together(worker -> prepared(worker, share));
    long cpu = party.server().cpuNanos();
    long start = System.nanoTime();
    List<long[]> latencies =
        together(worker -> LongStream.range(0, share).map(i -> worker.request(grant)).toArray());
    long nanos = System.nanoTime() - start;
    long[] all = latencies.stream().flatMapToLong(LongStream::of).toArray();
    return new Block(all, nanos, party.server().cpuNanos() - cpu);
  }

  private long[] prepared(Worker worker, int share) {
    worker.prepare(grant, share);
    return new long[0];
  }

  private interface Work {
    long[] of(Worker worker);
  }

  private List<long[]> together(Work work) {
    List<Callable<long[]>> tasks = new ArrayList<>();
    workers.forEach(worker -> tasks.add(() -> work.of(worker)));
    try {
      List<long[]> results = new ArrayList<>();
      for (Future<long[]> result : POOL.invokeAll(tasks)) {
        results.add(result.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a request failed", e.getCause());
    }
  }
}
