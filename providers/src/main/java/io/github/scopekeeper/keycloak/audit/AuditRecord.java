package io.github.scopekeeper.keycloak.audit;

import io.github.scopekeeper.core.catalog.ScopeName;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * One privileged operation, as the API that did or refused it tells of it. Texts are plain and of
 * one line.
 *
 * @param id given by the API; the same id is the same operation
 * @param time when it was, by the API's clock
 * @param subject the user; empty where there was none
 * @param clientId the app that called the API; empty where it is not known
 * @param action what was done, in the API's words; never empty
 * @param scopes what the operation needs
 * @param ipAddress of the app
 * @param resourceId to what it was done
 * @param reason why it was refused or failed, as a code
 */
public record AuditRecord(
    UUID id,
    Instant time,
    Optional<String> subject,
    Optional<String> clientId,
    String action,
    Set<ScopeName> scopes,
    Optional<String> ipAddress,
    Optional<String> userAgent,
    Optional<String> resourceId,
    Outcome outcome,
    Optional<String> reason) {

  public enum Outcome {
    SUCCESS,

    /** The API let it through, and it went wrong. */
    FAILURE,

    /** The API did not let it through. */
    REFUSED
  }
}
