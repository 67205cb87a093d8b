package io.github.scopekeeper.resource.audit;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;

/** What the realm says to records, or whoever stands before it. */
final class AuditAnswer {
  private static final int LONGEST_SECONDS = 9;

  private final URI endpoint;
  private final HttpResponse<byte[]> response;

  AuditAnswer(URI endpoint, HttpResponse<byte[]> response) {
    this.endpoint = endpoint;
    this.response = response;
  }

  /** Stored means that the answer says so: a login page is also a 200. */
  void check(int records) throws AuditSinkException {
    int status = response.statusCode();
    if (status == 200) {
      checkStored(records);
      return;
    }
    String sentence = sentence(status);
    if (status == 400 || status == 413 || status == 415 || status == 422) {
      throw AuditSinkException.permanent(sentence, null);
    }
    Optional<Duration> wait = retryAfter();
    throw wait.isPresent()
        ? AuditSinkException.temporary(sentence, wait.get())
        : AuditSinkException.temporary(sentence, (Throwable) null);
  }

  private void checkStored(int records) throws AuditSinkException {
    try {
      int stored =
          JSONObjectUtils.getInt(
              AuditJson.object(body(), KeycloakAuditSink.LONGEST_ANSWER), "stored");
      if (stored >= 0 && stored <= records) {
        return;
      }
    } catch (ParseException | IllegalArgumentException e) {
      // said below
    }
    throw AuditSinkException.temporary(
        endpoint + " answered 200 without saying what it stored: is that Keycloak?",
        (Throwable) null);
  }

  private String sentence(int status) {
    if (status >= 300 && status < 400) {
      return "%s sends us elsewhere (%d), where we do not go: mend the realm's address."
          .formatted(endpoint, status);
    }
    return switch (status) {
      case 401 -> endpoint + " does not take the token of this API's client.";
      case 403 -> endpoint + " refuses this API's client: assign it the client scope scope_audit.";
      case 404, 405 ->
          endpoint + " is not there: put the JAR of Scopekeeper into Keycloak's providers.";
      default -> "%s answered %d%s.".formatted(endpoint, status, description());
    };
  }

  private String body() {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private String description() {
    try {
      Map<String, Object> json = AuditJson.object(body(), KeycloakAuditSink.LONGEST_ANSWER);
      return Optional.ofNullable(JSONObjectUtils.getString(json, "error_description"))
          .flatMap(text -> AuditText.bounded(text, AuditRecord.MAX_NAME))
          .map(text -> ": " + text)
          .orElse("");
    } catch (ParseException | IllegalArgumentException e) {
      return "";
    }
  }

  /** RFC 9110, section 10.2.3: seconds, or a date. */
  private Optional<Duration> retryAfter() {
    String value = response.headers().firstValue("Retry-After").orElse("").strip();
    if (value.matches("\\d{1," + LONGEST_SECONDS + "}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
    }
    try {
      Instant then = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(Instant.now(), then);
      return wait.isNegative() ? Optional.empty() : Optional.of(wait);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
