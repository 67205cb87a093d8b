package io.github.scopekeeper.keycloak.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.consent.AppWords;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keycloak.models.KeycloakSession;

/**
 * What an app wants to know, as it sent it.
 *
 * @param scopes what it asks about, in its order
 * @param words what it says for itself; cut and cleaned
 * @param redirectUri where it wants its users back; hostile until checked against the client
 */
record UpgradeQuestion(Set<ScopeName> scopes, AppWords words, Optional<String> redirectUri) {

  static final int MOST_BYTES = 64 * 1024;
  static final int MOST_SCOPES = 100;
  private static final int LONGEST_URI = 2_000;

  /**
   * @throws Problem with a sentence that says what is wrong with the body
   */
  static UpgradeQuestion read(KeycloakSession session, InputStream body) {
    JsonNode json = JsonBody.read(session, body, MOST_BYTES);
    return new UpgradeQuestion(
        scopes(json.path("scopes")),
        AppWords.of(text(json, "feature").orElse(null), text(json, "reason").orElse(null)),
        text(json, "redirect_uri").map(UpgradeQuestion::bounded));
  }

  private static Set<ScopeName> scopes(JsonNode array) {
    if (!array.isArray() || array.isEmpty() || array.size() > MOST_SCOPES) {
      throw Problem.invalidRequest(
          "scopes must be an array of 1 to %d scope names".formatted(MOST_SCOPES));
    }
    Set<ScopeName> scopes = new LinkedHashSet<>();
    List<String> unreadable = new ArrayList<>();
    for (JsonNode name : array) {
      if (!name.isTextual()) {
        throw Problem.invalidRequest("scopes must be an array of strings");
      }
      ScopeName.parse(name.textValue())
          .ifPresentOrElse(scopes::add, () -> unreadable.add(name.textValue()));
    }
    if (!unreadable.isEmpty()) {
      throw Problem.invalidScope("Not the name of a scope: " + String.join(", ", unreadable));
    }
    return scopes;
  }

  private static Optional<String> text(JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw Problem.invalidRequest(field + " must be a string");
    }
    return Optional.of(value.textValue());
  }

  private static String bounded(String uri) {
    if (uri.length() > LONGEST_URI) {
      throw Problem.invalidRequest(
          "redirect_uri must have at most %d characters".formatted(LONGEST_URI));
    }
    return uri;
  }
}
