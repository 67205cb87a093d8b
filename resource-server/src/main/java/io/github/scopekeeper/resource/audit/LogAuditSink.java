package io.github.scopekeeper.resource.audit;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes each record as one line of JSON to the logger {@code scopekeeper.audit}, at level INFO.
 * Nothing in a record can start a line of its own. A log does not know what it has: after a crash a
 * record may stand there twice, with the same id.
 */
public final class LogAuditSink implements AuditSink {
  /** The logger's name. */
  public static final String LOGGER = "scopekeeper.audit";

  private final Logger logger;

  /** Says in the log where the logger is off, so that nothing would be written. */
  public LogAuditSink() {
    this(LoggerFactory.getLogger(LOGGER));
  }

  LogAuditSink(Logger logger) {
    this.logger = logger;
    if (!logger.isInfoEnabled()) {
      LoggerFactory.getLogger(LogAuditSink.class)
          .warn("The logger {} is off at INFO: audit records will not be in the log.", LOGGER);
    }
  }

  @Override
  public void write(List<AuditRecord> batch) {
    batch.forEach(record -> logger.info(record.toJson()));
  }

  @Override
  public String name() {
    return "log";
  }
}
