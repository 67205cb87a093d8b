package io.github.scopekeeper.keycloak.api;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.consent.AppWords;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keycloak.OAuthErrorException;
import org.keycloak.util.JsonSerialization;

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

  private static final ObjectReader READER =
      JsonSerialization.mapper
          .reader()
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  /**
   * @throws Problem with a sentence that says what is wrong with the body
   */
  static UpgradeQuestion read(String type, InputStream body) {
    if (type == null
        || !MediaType.APPLICATION_JSON.equalsIgnoreCase(type.split(";", 2)[0].strip())) {
      throw Problem.of(
          Status.UNSUPPORTED_MEDIA_TYPE,
          OAuthErrorException.INVALID_REQUEST,
          "Send the question as application/json");
    }
    JsonNode json = parse(body);
    if (!json.isObject()) {
      throw Problem.invalidRequest("The body must be a JSON object");
    }
    return new UpgradeQuestion(
        scopes(json.path("scopes")),
        AppWords.of(text(json, "feature").orElse(null), text(json, "reason").orElse(null)),
        text(json, "redirect_uri").map(UpgradeQuestion::bounded));
  }

  private static JsonNode parse(InputStream body) {
    try {
      byte[] bytes = body.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw Problem.of(
            Status.REQUEST_ENTITY_TOO_LARGE,
            OAuthErrorException.INVALID_REQUEST,
            "The body must have at most %d bytes".formatted(MOST_BYTES));
      }
      return READER.readTree(bytes);
    } catch (IOException e) {
      throw Problem.invalidRequest("The body is not readable JSON");
    }
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
