package io.github.scopekeeper.it.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;

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
          "code");
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
