package io.github.scopekeeper.resource.audit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Knows what it has, as a sink should, and does what a test wants it to do. */
final class RememberingSink implements AuditSink {

  interface Mood {
    void before(List<AuditRecord> batch) throws AuditSinkException;
  }

  private final String name;
  private final Map<UUID, AuditRecord> records = Collections.synchronizedMap(new LinkedHashMap<>());
  final AtomicInteger calls = new AtomicInteger();
  final AtomicInteger repeated = new AtomicInteger();
  volatile Mood mood = batch -> {};

  RememberingSink() {
    this("test");
  }

  RememberingSink(String name) {
    this.name = name;
  }

  @Override
  public void write(List<AuditRecord> batch) throws AuditSinkException {
    calls.incrementAndGet();
    mood.before(batch);
    for (AuditRecord record : batch) {
      if (records.putIfAbsent(record.id(), record) != null) {
        repeated.incrementAndGet();
      }
    }
  }

  /** In the order in which they came first. */
  List<AuditRecord> records() {
    synchronized (records) {
      return new ArrayList<>(records.values());
    }
  }

  int size() {
    return records.size();
  }

  @Override
  public String name() {
    return name;
  }
}
