package io.github.scopekeeper.benchmarks;

import io.github.scopekeeper.benchmarks.expansion.ExpansionBenchmark;
import io.github.scopekeeper.benchmarks.load.LoadRun;
import io.github.scopekeeper.benchmarks.resourceserver.AuditBenchmark;
import io.github.scopekeeper.benchmarks.resourceserver.CheckDuel;
import io.github.scopekeeper.benchmarks.resourceserver.ResourceServerBenchmark;
import io.github.scopekeeper.benchmarks.resourceserver.ScopeDecisionBenchmark;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * What {@code mvn -Pbenchmarks} runs: {@code expansion}, {@code resource-server}, {@code load} or
 * {@code all}.
 */
public final class Benchmarks {
  private Benchmarks() {}

  public static void main(String[] args) throws Exception {
    String which = args.length == 0 ? "all" : args[0];
    if (which.equals("expansion") || which.equals("all")) {
      measure(ExpansionBenchmark.class);
    }
    if (which.equals("resource-server") || which.equals("all")) {
      measure(ScopeDecisionBenchmark.class, ResourceServerBenchmark.class, AuditBenchmark.class);
      CheckDuel.run();
    }
    if (which.equals("load") || which.equals("all")) {
      LoadRun.run();
    }
  }

  private static void measure(Class<?>... benchmarks) throws RunnerException {
    OptionsBuilder options = new OptionsBuilder();
    Stream.of(benchmarks).map(Class::getName).forEach(options::include);
    new Runner(options.addProfiler(CpuTime.class).build()).run();
  }
}
