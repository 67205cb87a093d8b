package io.github.scopekeeper.keycloak.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.words.PlainText;
import io.github.scopekeeper.keycloak.audit.AuditRecord;
import io.github.scopekeeper.keycloak.audit.AuditRecord.Outcome;
import io.github.scopekeeper.keycloak.clock.ServerClock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * One record as an API sends it. Who, by which app and when is taken as it stands or not at all;
 * texts that a stranger may have written, such as a user agent, are cut and cleaned: nobody can
 * keep a record out by what he writes there.
 */
final class AuditRecordJson {

  /** RFC 9562; {@link UUID} itself also reads shorter ones. */
  private static final Pattern UUID_TEXT =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  /** What the columns of Keycloak's events hold. */
  private static final int LONGEST_NAME = 255;

  private static final int LONGEST_ADDRESS = 64;
  private static final int LONGEST_USER_AGENT = 512;
  private static final int MOST_SCOPES = 100;

  /** So far may the API's clock be ahead of ours. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(10);

  private final JsonNode json;

  AuditRecordJson(JsonNode json) {
    this.json = json;
  }

  /**
   * @throws IllegalArgumentException naming the member that is missing or wrong
   */
  AuditRecord record() {
    if (!json.isObject()) {
      throw new IllegalArgumentException("not an object");
    }
    return new AuditRecord(
        id(),
        time(),
        name("subject"),
        name("client_id"),
        plain("action", LONGEST_NAME).orElseThrow(() -> missing("action")),
        scopes(),
        plain("ip_address", LONGEST_ADDRESS),
        plain("user_agent", LONGEST_USER_AGENT),
        plain("resource_id", LONGEST_NAME),
        outcome(),
        plain("reason", LONGEST_NAME));
  }

  private UUID id() {
    String text = text("id").orElseThrow(() -> missing("id"));
    if (!UUID_TEXT.matcher(text).matches()) {
      throw new IllegalArgumentException("id must be a UUID");
    }
    return UUID.fromString(text);
  }

  private Instant time() {
    String text = text("time").orElseThrow(() -> missing("time"));
    try {
      Instant time = Instant.parse(text);
      int year = time.atOffset(ZoneOffset.UTC).getYear();
      if (time.isAfter(ServerClock.INSTANCE.instant().plus(CLOCK_SKEW))) {
        throw new IllegalArgumentException("time is in the future");
      }
      if (year >= 1970) {
        return time;
      }
    } catch (DateTimeException e) {
      // said below
    }
    throw new IllegalArgumentException("time must be as 2026-11-22T16:42:57.123Z");
  }

  private Outcome outcome() {
    String text = text("outcome").orElseThrow(() -> missing("outcome"));
    return Arrays.stream(Outcome.values())
        .filter(outcome -> outcome.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("outcome must be success, failure or refused"));
  }

  private Set<ScopeName> scopes() {
    JsonNode array = json.path("scopes");
    if (!array.isArray() || array.size() > MOST_SCOPES) {
      throw new IllegalArgumentException(
          "scopes must be an array of at most %d names".formatted(MOST_SCOPES));
    }
    Set<ScopeName> scopes = new LinkedHashSet<>();
    for (JsonNode name : array) {
      scopes.add(
          ScopeName.parse(name.textValue())
              .orElseThrow(() -> new IllegalArgumentException("scopes must be scope names")));
    }
    return scopes;
  }

  /** Of a user or a client: a part of it, or another spelling, would be somebody else. */
  private Optional<String> name(String member) {
    Optional<String> name = text(member).filter(text -> !text.isEmpty());
    name.filter(text -> !text.equals(PlainText.of(text, LONGEST_NAME)))
        .ifPresent(
            text -> {
              throw new IllegalArgumentException(
                  "%s must be one line of at most %d characters".formatted(member, LONGEST_NAME));
            });
    return name;
  }

  private Optional<String> plain(String member, int most) {
    return text(member).map(text -> PlainText.of(text, most)).filter(text -> !text.isEmpty());
  }

  private Optional<String> text(String member) {
    JsonNode value = json.path(member);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw new IllegalArgumentException(member + " must be a string");
    }
    return Optional.of(value.textValue());
  }

  private static IllegalArgumentException missing(String member) {
    return new IllegalArgumentException(member + " is missing");
  }
}
