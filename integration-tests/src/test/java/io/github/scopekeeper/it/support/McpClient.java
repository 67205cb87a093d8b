package io.github.scopekeeper.it.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The OAuth client of the MCP SDK, which finds everything out from the API's challenges. */
public final class McpClient implements AutoCloseable {
  private final NodeApp app;

  /**
   * @param clientId null: it has to register itself
   */
  public McpClient(URI resource, String clientId) {
    List<String> arguments =
        new ArrayList<>(List.of(resource.toString(), OAuthClient.REDIRECT_URI));
    if (clientId != null) {
      arguments.add(clientId);
    }
    app = new NodeApp("mcp.mjs", Map.of(), arguments);
  }

  /** Calls the API by the SDK's middleware for fetch. */
  public JsonNode get(String path) {
    return body(app.ask("get", Map.of("path", path)));
  }

  /** Sends a message by the SDK's transport. */
  public JsonNode post(String path) {
    return body(app.ask("post", Map.of("path", path)));
  }

  /** The same, where the SDK cannot go on. */
  public Tokens tryGet(String path) {
    return app.ask("get", Map.of("path", path));
  }

  public Tokens finish(Page callback) {
    Tokens tokens = app.ask("finish", Map.of("callback", callback.uri()));
    body(tokens);
    return tokens;
  }

  /** The requests so far: method, path and status. */
  public List<String> trail() {
    return Json.stream(body(app.ask("trail", Map.of()))).map(JsonNode::asText).toList();
  }

  private static JsonNode body(Tokens answer) {
    if (answer.status() != 200) {
      throw new AssertionError("the SDK failed: " + answer.body());
    }
    return answer.body();
  }

  @Override
  public void close() {
    app.close();
  }
}
