package io.github.scopekeeper.resource.support;

import io.github.scopekeeper.resource.audit.AuditRecord;
import io.github.scopekeeper.resource.audit.AuditSink;
import io.github.scopekeeper.resource.audit.AuditTrail;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** A sink that keeps everything. */
public final class Records implements AuditSink {

  private final List<AuditRecord> all = new CopyOnWriteArrayList<>();

  public AuditTrail trail() {
    return AuditTrail.builder().sink(this).start();
  }

  @Override
  public void write(List<AuditRecord> batch) {
    all.addAll(batch);
  }

  @Override
  public String name() {
    return "records";
  }

  public void clear() {
    all.clear();
  }

  /** Waits for the first record. */
  public AuditRecord next() {
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !all.isEmpty());
    return all.remove(0);
  }

  public List<AuditRecord> all() {
    return List.copyOf(all);
  }
}
