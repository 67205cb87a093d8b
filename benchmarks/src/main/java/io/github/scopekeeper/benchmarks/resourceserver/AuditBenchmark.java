package io.github.scopekeeper.benchmarks.resourceserver;

import io.github.scopekeeper.resource.audit.AuditRecord;
import io.github.scopekeeper.resource.audit.AuditSink;
import io.github.scopekeeper.resource.audit.AuditTrail;
import io.github.scopekeeper.resource.audit.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What a request waits for until its record is in the journal; the sink takes all at once. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 10, batchSize = AuditBenchmark.RECORDS)
@Measurement(iterations = 20, batchSize = AuditBenchmark.RECORDS)
@Fork(3)
public class AuditBenchmark {

  static final int RECORDS = 1_000;

  private Path folder;
  private AuditTrail trail;

  @Setup
  public void start() throws IOException {
    folder = Files.createTempDirectory("audit-benchmark");
    trail = AuditTrail.builder().sink(new Taking()).folder(folder).start();
  }

  @Setup(Level.Iteration)
  public void allIsDelivered() throws InterruptedException {
    while (trail.pending() > 0) {
      Thread.sleep(1);
    }
  }

  @TearDown
  public void stop() throws IOException {
    trail.close();
    if (trail.dropped() > 0) {
      throw new IllegalStateException("not what was to be measured: records were dropped");
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(AuditBenchmark::delete);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A thousand of them. */
  @Benchmark
  public boolean accept() {
    return trail.accept(
        AuditRecord.builder("account.delete", Outcome.SUCCESS)
            .subject("2b7d5e1c-6a4f-4f0e-9d3a-0c8f4e5b6a7d")
            .clientId("fitness-app")
            .scopes(List.of("account:delete"))
            .ipAddress("203.0.113.7")
            .userAgent("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
            .resourceId("42")
            .build());
  }

  private static final class Taking implements AuditSink {

    @Override
    public void write(List<AuditRecord> batch) {
      // they are there
    }

    @Override
    public String name() {
      return "taking";
    }
  }
}
