package io.github.scopekeeper.resource.audit;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Puts an {@link AuditRecord} together. A text that is null is absent. Not safe for several
 * threads.
 */
public final class AuditRecordBuilder {
  private final String action;
  private final Outcome outcome;
  private UUID id = UUID.randomUUID();
  private Instant time = Instant.now();
  private String subject;
  private String clientId;
  private Set<String> scopes = Set.of();
  private String ipAddress;
  private String userAgent;
  private String resourceId;
  private String reason;

  AuditRecordBuilder(String action, Outcome outcome) {
    this.action = Objects.requireNonNull(action, "action");
    this.outcome = Objects.requireNonNull(outcome, "outcome");
  }

  public AuditRecordBuilder id(UUID id) {
    this.id = id;
    return this;
  }

  public AuditRecordBuilder time(Instant time) {
    this.time = time;
    return this;
  }

  public AuditRecordBuilder subject(String subject) {
    this.subject = subject;
    return this;
  }

  public AuditRecordBuilder clientId(String clientId) {
    this.clientId = clientId;
    return this;
  }

  public AuditRecordBuilder scopes(Collection<String> scopes) {
    this.scopes = new LinkedHashSet<>(scopes);
    return this;
  }

  public AuditRecordBuilder ipAddress(String ipAddress) {
    this.ipAddress = ipAddress;
    return this;
  }

  public AuditRecordBuilder userAgent(String userAgent) {
    this.userAgent = userAgent;
    return this;
  }

  public AuditRecordBuilder resourceId(String resourceId) {
    this.resourceId = resourceId;
    return this;
  }

  public AuditRecordBuilder reason(String reason) {
    this.reason = reason;
    return this;
  }

  /**
   * @throws IllegalArgumentException as the record's constructor does
   */
  public AuditRecord build() {
    return new AuditRecord(
        id,
        time,
        Optional.ofNullable(subject),
        Optional.ofNullable(clientId),
        action,
        scopes,
        Optional.ofNullable(ipAddress),
        Optional.ofNullable(userAgent),
        Optional.ofNullable(resourceId),
        outcome,
        Optional.ofNullable(reason));
  }
}
