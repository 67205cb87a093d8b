package io.github.scopekeeper.benchmarks.resourceserver;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import io.github.scopekeeper.resource.Decision;
import io.github.scopekeeper.resource.ResourceServer;
import io.github.scopekeeper.resource.catalog.CatalogSource;
import io.github.scopekeeper.resource.request.ApiRequest;
import io.github.scopekeeper.resource.rule.Operation;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** From the header to the decision, beside Spring Security's check of the same token. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 15, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class ResourceServerBenchmark {

  @Param({"RS256", "ES256"})
  public String algorithm;

  private final Operation operation = Scopes.named();
  private Realm realm;
  private ResourceServer verifying;
  private ResourceServer remembering;
  private SpringCheck spring;
  private String token;

  @Setup
  public void start() throws IOException, JOSEException {
    realm = new Realm();
    token = realm.token(JWSAlgorithm.parse(algorithm), Scopes.held());
    verifying = server(Duration.ZERO);
    remembering = server(Duration.ofHours(1));
    spring = new SpringCheck(realm.issuer(), Scopes.held().get(3), Scopes.held().get(7));
    boolean allowed =
        verified() instanceof Decision.Allowed && remembered() instanceof Decision.Allowed;
    if (!allowed || !spring() || !springWithoutHeader()) {
      throw new IllegalStateException("nothing to compare: the token is not accepted");
    }
  }

  private ResourceServer server(Duration cacheTime) {
    return ResourceServer.builder(
            URI.create(realm.issuer()), URI.create("https://api.example.com"), Realm.AUDIENCE)
        .catalog(CatalogSource.of(Scopes.catalog()))
        .tokenCacheTime(cacheTime)
        .build();
  }

  @TearDown
  public void stop() {
    verifying.close();
    remembering.close();
    realm.close();
  }

  private Decision check(ResourceServer server) {
    return server.check(
        new ApiRequest("GET", "/workouts", List.of(header()), List.of()), operation);
  }

  /** A request brings its own text, of which nothing is known yet. */
  private String header() {
    return new StringBuilder("Bearer ").append(token).toString();
  }

  @Benchmark
  public Decision verified() {
    return check(verifying);
  }

  @Benchmark
  public Decision remembered() {
    return check(remembering);
  }

  @Benchmark
  public boolean spring() {
    return spring.allowsHeader(header());
  }

  @Benchmark
  public boolean springWithoutHeader() {
    return spring.allows(token);
  }
}
