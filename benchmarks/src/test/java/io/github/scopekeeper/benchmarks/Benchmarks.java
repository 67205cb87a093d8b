package io.github.scopekeeper.benchmarks;

import io.github.scopekeeper.benchmarks.expansion.ExpansionBenchmark;
import io.github.scopekeeper.benchmarks.load.LoadRun;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** What {@code mvn -Pbenchmarks} runs: {@code expansion}, {@code load} or {@code all}. */
public final class Benchmarks {
  private Benchmarks() {}

  public static void main(String[] args) throws RunnerException {
    String which = args.length == 0 ? "all" : args[0];
    if (which.equals("expansion") || which.equals("all")) {
      new Runner(new OptionsBuilder().include(ExpansionBenchmark.class.getName()).build()).run();
    }
    if (which.equals("load") || which.equals("all")) {
      LoadRun.run();
    }
  }
}
