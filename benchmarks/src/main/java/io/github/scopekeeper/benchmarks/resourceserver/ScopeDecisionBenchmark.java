package io.github.scopekeeper.benchmarks.resourceserver;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.resource.Decision;
import io.github.scopekeeper.resource.ResourceServer;
import io.github.scopekeeper.resource.catalog.CatalogSource;
import io.github.scopekeeper.resource.rule.Operation;
import io.github.scopekeeper.resource.token.AccessToken;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Scopes and login of a token that was read before: ten scopes, a catalog of a thousand. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class ScopeDecisionBenchmark {

  private final Operation named = Scopes.named();
  private final Operation implied = Scopes.implied();
  private final Operation everybodys = Scopes.everybodys();
  private final Operation any = Scopes.any();
  private final Operation lacking = Scopes.lacking();
  private final AccessToken token = token();
  private final ResourceServer server =
      ResourceServer.builder(
              URI.create("https://id.example.com/realms/fitness"),
              URI.create("https://api.example.com"),
              Realm.AUDIENCE)
          .catalog(CatalogSource.of(Scopes.catalog()))
          .expandImpliedScopes()
          .build();

  private static AccessToken token() {
    return new AccessToken(
        Optional.of("alice"),
        Optional.of("fitness-app"),
        Scopes.held().stream().map(ScopeName::of).collect(Collectors.toSet()),
        Set.of(Realm.AUDIENCE),
        Instant.now().plusSeconds(3_600),
        Optional.of(Instant.now()),
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }

  @Setup
  public void theAnswersAreRight() {
    boolean allowed =
        named() instanceof Decision.Allowed
            && implied() instanceof Decision.Allowed
            && everybodys() instanceof Decision.Allowed
            && any() instanceof Decision.Allowed;
    if (!allowed || lacking() instanceof Decision.Allowed) {
      throw new IllegalStateException("nothing to measure: the answers are wrong");
    }
  }

  @TearDown
  public void close() {
    server.close();
  }

  @Benchmark
  public Decision named() {
    return server.authorize(token, named);
  }

  @Benchmark
  public Decision implied() {
    return server.authorize(token, implied);
  }

  @Benchmark
  public Decision everybodys() {
    return server.authorize(token, everybodys);
  }

  @Benchmark
  public Decision any() {
    return server.authorize(token, any);
  }

  @Benchmark
  public Decision lacking() {
    return server.authorize(token, lacking);
  }
}
