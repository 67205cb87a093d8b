package io.github.scopekeeper.resource.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * Which records to find: those that fit everything that is there.
 *
 * @param subject {@code sub} of the user
 * @param clientId the app
 * @param scope one that the operation needed
 * @param outcome how it ended
 * @param from the first moment
 * @param to the first moment that is too late
 * @param pageSize 1 to 500
 * @param page what an {@link AuditPage} named as the next; empty for the newest
 */
public record AuditQuery(
    Optional<String> subject,
    Optional<String> clientId,
    Optional<String> scope,
    Optional<Outcome> outcome,
    Optional<Instant> from,
    Optional<Instant> to,
    int pageSize,
    Optional<String> page) {

  /** Records on a page at most. */
  public static final int MAX_PAGE_SIZE = 500;

  /**
   * @throws IllegalArgumentException where the page size is not 1 to 500
   */
  public AuditQuery {
    if (pageSize < 1 || pageSize > MAX_PAGE_SIZE) {
      throw new IllegalArgumentException("A page has 1 to " + MAX_PAGE_SIZE + " records.");
    }
    subject = asStored(subject);
    clientId = asStored(clientId);
    scope = asStored(scope);
  }

  /** A text that no record can have finds nothing, instead of everything. */
  private static Optional<String> asStored(Optional<String> text) {
    return text.map(there -> AuditText.bounded(there, AuditRecord.MAX_NAME).orElse(""));
  }

  /** Everything, 50 on a page. */
  public static Builder builder() {
    return new Builder();
  }

  /** Puts a query together. What is null or never said restricts nothing. */
  public static final class Builder {
    private static final int PAGE_SIZE = 50;

    private String subject;
    private String clientId;
    private String scope;
    private Outcome outcome;
    private Instant from;
    private Instant to;
    private int pageSize = PAGE_SIZE;
    private String page;

    private Builder() {}

    /** Only of this user; null: of all. */
    public Builder subject(String subject) {
      this.subject = subject;
      return this;
    }

    /** Only of this app; null: of all. */
    public Builder clientId(String clientId) {
      this.clientId = clientId;
      return this;
    }

    /** Only what needed this scope, among others; null: all. */
    public Builder scope(String scope) {
      this.scope = scope;
      return this;
    }

    /** Only what ended so; null: all. */
    public Builder outcome(Outcome outcome) {
      this.outcome = outcome;
      return this;
    }

    /** Inclusive. */
    public Builder from(Instant from) {
      this.from = from;
      return this;
    }

    /** Exclusive. */
    public Builder to(Instant to) {
      this.to = to;
      return this;
    }

    /** How many records a page has at most. */
    public Builder pageSize(int pageSize) {
      this.pageSize = pageSize;
      return this;
    }

    /** What {@link AuditPage} gave as the next page; null: the first. */
    public Builder page(String page) {
      this.page = page;
      return this;
    }

    /**
     * @throws IllegalArgumentException as the query's constructor does
     */
    public AuditQuery build() {
      return new AuditQuery(
          Optional.ofNullable(subject),
          Optional.ofNullable(clientId),
          Optional.ofNullable(scope),
          Optional.ofNullable(outcome),
          Optional.ofNullable(from),
          Optional.ofNullable(to),
          pageSize,
          Optional.ofNullable(page));
    }
  }
}
