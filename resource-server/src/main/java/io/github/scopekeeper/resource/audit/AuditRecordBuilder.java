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

  /** By default a random one; the same id is the same operation. Never null. */
  public AuditRecordBuilder id(UUID id) {
    this.id = id;
    return this;
  }

  /** When the operation ended; by default now. Never null. */
  public AuditRecordBuilder time(Instant time) {
    this.time = time;
    return this;
  }

  /** The token's {@code sub}; null: there was no user. */
  public AuditRecordBuilder subject(String subject) {
    this.subject = subject;
    return this;
  }

  /** The app that called; null: not known. */
  public AuditRecordBuilder clientId(String clientId) {
    this.clientId = clientId;
    return this;
  }

  /** What the operation needs, not all that the token has; never null. */
  public AuditRecordBuilder scopes(Collection<String> scopes) {
    this.scopes = new LinkedHashSet<>(scopes);
    return this;
  }

  /** Where the request came from; null: not known. */
  public AuditRecordBuilder ipAddress(String ipAddress) {
    this.ipAddress = ipAddress;
    return this;
  }

  /** As the client wrote it: it is cleaned and cut. Null: it did not say. */
  public AuditRecordBuilder userAgent(String userAgent) {
    this.userAgent = userAgent;
    return this;
  }

  /** What it was done to, in the API's words; null: nothing in particular. */
  public AuditRecordBuilder resourceId(String resourceId) {
    this.resourceId = resourceId;
    return this;
  }

  /** Why it did not succeed, as a code; null: nothing to say. */
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
