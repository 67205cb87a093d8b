package io.github.scopekeeper.benchmarks.expansion;

import io.github.scopekeeper.core.catalog.ScopeCatalog;
import io.github.scopekeeper.core.catalog.ScopeDefinition;
import io.github.scopekeeper.core.catalog.ScopeName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What ten requested scopes mean, of a thousand in chains of five. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class ExpansionBenchmark {

  private final List<String> requested = Chains.requested();
  private final List<ScopeName> names = requested.stream().map(ScopeName::of).toList();
  private final SeedRegistry registry = Chains.registry();
  private final ScopeCatalog catalog = Chains.catalog();
  private final List<ScopeDefinition> touched = Chains.touchedBy(names);

  @Setup
  public void bothGiveTheSame() {
    Set<String> ours =
        catalog.expand(names).stream().map(ScopeName::value).collect(Collectors.toSet());
    if (!ours.equals(new HashSet<>(registry.expandScopes(requested)))
        || ours.size() != Chains.REQUESTED * Chains.DEPTH) {
      throw new IllegalStateException("nothing to compare: the answers differ");
    }
  }

  @Benchmark
  public List<String> recursive() {
    return registry.expandScopes(requested);
  }

  @Benchmark
  public Set<ScopeName> catalog() {
    return catalog.expand(names);
  }

  /** As a token request does it: names as text, and a catalog of what they touch, made for it. */
  @Benchmark
  public Set<ScopeName> catalogOfTouched() {
    return ScopeCatalog.of(touched).expand(requested.stream().map(ScopeName::of).toList());
  }
}
