package io.github.scopekeeper.it.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** An OAuth client that others wrote and certified: openid-client. */
public final class ForeignClient implements AutoCloseable {
  private final NodeApp app;

  public ForeignClient(TestRealm realm, OAuthClient client) {
    app =
        new NodeApp(
            "openid.mjs",
            client.secret() == null ? Map.of() : Map.of("CLIENT_SECRET", client.secret()),
            List.of(realm.url().toString(), client.clientId(), OAuthClient.REDIRECT_URI));
  }

  /** What it found at the issuer. */
  public JsonNode metadata() {
    return app.ask("metadata", Map.of()).body();
  }

  /** Where its user has to go; pushed beforehand where the server offers that. */
  public URI authorize(String scope, Map<String, String> more) {
    ObjectNode parameters = Json.object(more).put("scope", scope);
    Tokens answer = app.ask("authorize", Map.of("parameters", parameters));
    if (!answer.body().path("pushed").asBoolean()) {
      throw new AssertionError("no pushed request: " + answer.body());
    }
    return URI.create(answer.body().path("url").asText());
  }

  public Tokens redeem(Page callback, Map<String, String> more) {
    return app.ask("redeem", Map.of("callback", callback.uri(), "parameters", more));
  }

  public Tokens refresh() {
    return app.ask("refresh", Map.of());
  }

  @Override
  public void close() {
    app.close();
  }
}
