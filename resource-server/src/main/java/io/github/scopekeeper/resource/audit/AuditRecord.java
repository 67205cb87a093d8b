package io.github.scopekeeper.resource.audit;

import io.github.scopekeeper.core.catalog.ScopeName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * One privileged operation: who did what, through which app, with which scopes, and how it ended.
 *
 * <p>Texts that a client wrote never make a record fail: they become one line without control
 * characters and are cut to the length that a sink stores. What is left empty by that is absent.
 * Two records are equal when all of them is.
 *
 * @param id makes writing it twice harmless
 * @param time when the operation ended; kept to the millisecond
 * @param subject {@code sub} of the token (RFC 7519, section 4.1.2), at most 255 characters; empty
 *     where there was no user
 * @param clientId {@code client_id} of the token (RFC 9068, section 2.2), at most 255 characters
 * @param action what was done, for example {@code account.delete}; 1 to 255 characters
 * @param scopes the scopes that the operation needs, at most 100, sorted; not those of the token
 * @param ipAddress where the request came from, at most 64 characters
 * @param userAgent at most 512 characters
 * @param resourceId what it was done to, in the API's own words; at most 255 characters
 * @param outcome how it ended
 * @param reason why it did not succeed, best an error code; at most 255 characters
 */
public record AuditRecord(
    UUID id,
    Instant time,
    Optional<String> subject,
    Optional<String> clientId,
    String action,
    Set<String> scopes,
    Optional<String> ipAddress,
    Optional<String> userAgent,
    Optional<String> resourceId,
    Outcome outcome,
    Optional<String> reason) {

  /** Scopes that a record has at most. */
  public static final int MAX_SCOPES = 100;

  static final int MAX_NAME = 255;
  static final int MAX_IP_ADDRESS = 64;
  static final int MAX_USER_AGENT = 512;

  /** What every database can store. */
  static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

  /**
   * @throws NullPointerException where anything is null
   * @throws IllegalArgumentException where the action is blank, a scope is no scope-token of RFC
   *     6749, section 3.3, there are more than 100, or the time is before 1970 or after 9999
   */
  public AuditRecord {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(outcome, "outcome");
    time = checked(time.truncatedTo(ChronoUnit.MILLIS));
    scopes = checked(scopes);
    action =
        AuditText.bounded(action, MAX_NAME)
            .orElseThrow(() -> new IllegalArgumentException("An audit record needs an action."));
    subject = bounded(subject, MAX_NAME);
    clientId = bounded(clientId, MAX_NAME);
    ipAddress = bounded(ipAddress, MAX_IP_ADDRESS);
    userAgent = bounded(userAgent, MAX_USER_AGENT);
    resourceId = bounded(resourceId, MAX_NAME);
    reason = bounded(reason, MAX_NAME);
  }

  /** A record of now, with a random id, to which the rest is added. */
  public static AuditRecordBuilder builder(String action, Outcome outcome) {
    return new AuditRecordBuilder(action, outcome);
  }

  /**
   * @param json one record as {@link #toJson()} writes it; unknown members are skipped
   * @throws IllegalArgumentException where it is none, is incomplete or longer than 64 KiB; the
   *     message quotes nothing of it
   */
  public static AuditRecord fromJson(String json) {
    return AuditJson.read(json);
  }

  /** The record as one line of JSON, without its end; what is absent is left out. */
  public String toJson() {
    return AuditJson.write(this);
  }

  private static Instant checked(Instant time) {
    if (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST)) {
      throw new IllegalArgumentException("An audit record is of the years 1970 to 9999.");
    }
    return time;
  }

  private static Set<String> checked(Set<String> scopes) {
    if (scopes.size() > MAX_SCOPES) {
      throw new IllegalArgumentException(
          "An audit record has at most " + MAX_SCOPES + " scopes, not " + scopes.size() + ".");
    }
    if (scopes.isEmpty()) {
      return Set.of();
    }
    TreeSet<String> sorted = new TreeSet<>();
    scopes.forEach(scope -> sorted.add(ScopeName.of(scope).value()));
    return Collections.unmodifiableSet(sorted);
  }

  private static Optional<String> bounded(Optional<String> text, int max) {
    return text.flatMap(there -> AuditText.bounded(there, max));
  }
}
