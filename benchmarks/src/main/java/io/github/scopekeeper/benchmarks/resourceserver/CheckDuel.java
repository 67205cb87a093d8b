package io.github.scopekeeper.benchmarks.resourceserver;

import com.nimbusds.jose.JOSEException;
import io.github.scopekeeper.benchmarks.load.Spread;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Our check as a share of Spring Security's: both in one process, in rounds of A B B A, by the CPU
 * time of the thread. So what changes on the machine meets both alike.
 */
public final class CheckDuel {

  private static final int ROUNDS = 60;
  private static final long WARM_UP_NANOS = 8_000_000_000L;

  /** So many as take some milliseconds. */
  private static final Map<String, Integer> CHECKS = Map.of("RS256", 200, "ES256", 30);

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final ResourceServerBenchmark benchmark = new ResourceServerBenchmark();
  private Object last;

  private CheckDuel() {}

  /** Prints the shares. */
  public static void run() throws IOException, JOSEException {
    for (String algorithm : List.of("RS256", "ES256")) {
      new CheckDuel().run(algorithm);
    }
  }

  private void run(String algorithm) throws IOException, JOSEException {
    benchmark.algorithm = algorithm;
    benchmark.start();
    long end = threads.getCurrentThreadCpuTime() + WARM_UP_NANOS;
    while (threads.getCurrentThreadCpuTime() < end) {
      last = benchmark.verified();
      last = benchmark.spring();
      last = benchmark.springWithoutHeader();
    }
    int checks = CHECKS.get(algorithm);
    say(algorithm, "from the header", shares(checks, benchmark::spring));
    say(algorithm, "Spring's without the header", shares(checks, benchmark::springWithoutHeader));
    benchmark.stop();
  }

  private List<Double> shares(int checks, Supplier<Object> spring) {
    List<Double> shares = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      double ours = nanos(checks, benchmark::verified);
      double springs = nanos(checks, spring) + nanos(checks, spring);
      ours += nanos(checks, benchmark::verified);
      shares.add(ours / springs);
    }
    return shares;
  }

  private double nanos(int checks, Supplier<Object> check) {
    long before = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < checks; i++) {
      last = check.get();
    }
    return threads.getCurrentThreadCpuTime() - before;
  }

  private void say(String algorithm, String what, List<Double> shares) {
    if (last == null) {
      throw new IllegalStateException("nothing was measured");
    }
    System.out.printf("%s, %s: ours is %s of Spring's%n", algorithm, what, Spread.of(shares));
  }
}
