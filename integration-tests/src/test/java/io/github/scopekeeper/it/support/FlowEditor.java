package io.github.scopekeeper.it.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** An authentication flow under an admin's hands: what the console's buttons send. */
public final class FlowEditor {
  private final TestRealm realm;
  private final String alias;

  private FlowEditor(TestRealm realm, String alias) {
    this.realm = realm;
    this.alias = alias;
  }

  public static FlowEditor create(TestRealm realm, String alias) {
    realm
        .admin()
        .post(
            realm.path("/authentication/flows"),
            Map.of(
                "alias",
                alias,
                "description",
                "",
                "providerId",
                "basic-flow",
                "topLevel",
                true,
                "builtIn",
                false));
    return new FlowEditor(realm, alias);
  }

  public static FlowEditor copyOfBrowserFlow(TestRealm realm, String alias) {
    realm.admin().post(realm.path("/authentication/flows/browser/copy"), Map.of("newName", alias));
    return new FlowEditor(realm, alias);
  }

  /** The id of the new step. */
  public String addStep(String authenticator) {
    return addStep(alias, authenticator);
  }

  public String addStep(String flow, String authenticator) {
    String path = flow(flow) + "/executions/execution";
    return realm.admin().post(path, Map.of("provider", authenticator)).id();
  }

  /** The id of the step that runs the new sub-flow. */
  public String addSubFlow(String name) {
    realm
        .admin()
        .post(
            flow(alias) + "/executions/flow",
            Map.of(
                "alias",
                name,
                "type",
                "basic-flow",
                "provider",
                "registration-page-form",
                "description",
                ""));
    return step("displayName", name).path("id").asText();
  }

  public void require(String id) {
    requirement(id, "REQUIRED");
  }

  public void alternative(String id) {
    requirement(id, "ALTERNATIVE");
  }

  private void requirement(String id, String requirement) {
    ObjectNode step = (ObjectNode) step("id", id);
    realm.admin().put(flow(alias) + "/executions", step.put("requirement", requirement));
  }

  public void moveToTop(String authenticator) {
    JsonNode step = step("providerId", authenticator);
    String raise =
        "/authentication/executions/%s/raise-priority".formatted(step.path("id").asText());
    for (int i = step.path("index").asInt(); i > 0; i--) {
      realm.admin().post(realm.path(raise), Map.of());
    }
  }

  /** Makes it the realm's browser flow. */
  public void bind() {
    realm.admin().put("/" + realm.name(), Map.of("browserFlow", alias));
  }

  private JsonNode step(String key, String value) {
    return Json.stream(realm.admin().get(flow(alias) + "/executions"))
        .filter(step -> step.path(key).asText().equals(value))
        .findFirst()
        .orElseThrow();
  }

  private String flow(String name) {
    return realm.path("/authentication/flows/" + Rest.segment(name));
  }
}
