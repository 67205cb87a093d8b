package io.github.scopekeeper.it.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What two servers answered, without what has to differ: times, ids, keys and addresses. */
public final class Comparison {
  private static final Set<String> VOLATILE =
      Set.of(
          "exp",
          "iat",
          "jti",
          "sid",
          "sub",
          "auth_time",
          "nonce",
          "at_hash",
          "c_hash",
          "s_hash",
          "session_state",
          "clientAddress",
          "clientHost",
          "expires_in",
          "refresh_expires_in",
          "id",
          "code",
          // of events
          "time",
          "userId",
          "realmId",
          "sessionId",
          "ipAddress",
          "code_id",
          "token_id",
          "refresh_token_id",
          "updated_refresh_token_id",
          "refresh_token_sub",
          "access_token_expiration_time",
          "age_of_refresh_token");
  private static final Set<String> JWTS = Set.of("access_token", "refresh_token", "id_token");

  private Comparison() {}

  /** The answer, with every token in it taken apart. */
  public static JsonNode normalised(TestRealm realm, JsonNode node) {
    if (node.isObject()) {
      ObjectNode result = Json.object(Map.of());
      node.properties().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(field -> result.set(field.getKey(), field(realm, field)));
      return result;
    }
    if (node.isArray()) {
      ArrayNode result = Json.object(Map.of()).putArray("sorted");
      Json.stream(node)
          .map(element -> normalised(realm, element))
          .sorted(Comparator.comparing(JsonNode::toString))
          .forEach(result::add);
      return result;
    }
    return node.isTextual() ? text(realm, node.asText()) : node;
  }

  /** Where two answers differ, and how; empty where they do not. */
  public static List<String> differences(JsonNode expected, JsonNode actual) {
    return differences("", expected, actual).toList();
  }

  private static Stream<String> differences(String place, JsonNode expected, JsonNode actual) {
    if (expected.equals(actual)) {
      return Stream.of();
    }
    if (expected.isContainerNode() && expected.getNodeType() == actual.getNodeType()) {
      return fields(expected, actual)
          .flatMap(f -> differences(place + "/" + f, child(expected, f), child(actual, f)));
    }
    return Stream.of("%s: %s instead of %s".formatted(place, actual, expected));
  }

  private static Stream<String> fields(JsonNode expected, JsonNode actual) {
    if (expected.isArray()) {
      return IntStream.range(0, Math.max(expected.size(), actual.size())).mapToObj(i -> "" + i);
    }
    Set<String> fields = new TreeSet<>();
    expected.fieldNames().forEachRemaining(fields::add);
    actual.fieldNames().forEachRemaining(fields::add);
    return fields.stream();
  }

  private static JsonNode child(JsonNode node, String field) {
    return node.isArray() ? node.path(Integer.parseInt(field)) : node.path(field);
  }

  private static JsonNode field(TestRealm realm, Map.Entry<String, JsonNode> field) {
    String name = field.getKey();
    if (VOLATILE.contains(name)) {
      return TextNode.valueOf("*");
    }
    if (JWTS.contains(name)) {
      return normalised(realm, Jwt.claims(field.getValue().asText()));
    }
    if (name.equals("scope")) {
      String sorted =
          String.join(" ", Tokens.scopes(field.getValue().asText()).stream().sorted().toList());
      return TextNode.valueOf(sorted);
    }
    return normalised(realm, field.getValue());
  }

  private static JsonNode text(TestRealm realm, String text) {
    return TextNode.valueOf(text.replace(realm.server().url().toString(), "SERVER"));
  }
}
