package io.github.scopekeeper.it.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** An OAuth client that others wrote and certified: openid-client, in a process of its own. */
public final class ForeignClient implements AutoCloseable {
  private final Process process;
  private final Path log;
  private final BufferedReader answers;
  private final Writer wishes;

  public ForeignClient(TestRealm realm, OAuthClient client) {
    Path project = Node.project();
    log = project.resolve(client.clientId() + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(
                "node",
                "client.mjs",
                realm.url().toString(),
                client.clientId(),
                OAuthClient.REDIRECT_URI)
            .directory(project.toFile())
            .redirectError(log.toFile());
    if (client.secret() != null) {
      builder.environment().put("CLIENT_SECRET", client.secret());
    }
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    answers = process.inputReader();
    wishes = process.outputWriter();
  }

  /** What it found at the issuer. */
  public JsonNode metadata() {
    return ask("metadata", Map.of()).body();
  }

  /** Where its user has to go; pushed beforehand where the server offers that. */
  public URI authorize(String scope, Map<String, String> more) {
    ObjectNode parameters = Json.object(more).put("scope", scope);
    Tokens answer = ask("authorize", Map.of("parameters", parameters));
    if (!answer.body().path("pushed").asBoolean()) {
      throw new AssertionError("no pushed request: " + answer.body());
    }
    return URI.create(answer.body().path("url").asText());
  }

  public Tokens redeem(Page callback, Map<String, String> more) {
    return ask("redeem", Map.of("callback", callback.uri(), "parameters", more));
  }

  public Tokens refresh() {
    return ask("refresh", Map.of());
  }

  private Tokens ask(String wish, Map<String, ?> details) {
    try {
      wishes.write(Json.object(details).put("wish", wish) + "\n");
      wishes.flush();
      String line = answers.readLine();
      if (line == null) {
        throw new AssertionError("openid-client gave up: " + Files.readString(log));
      }
      JsonNode answer = Json.parse(line);
      return new Tokens(answer.path("status").asInt(), answer.path("body"));
    } catch (IOException e) {
      throw new UncheckedIOException("openid-client does not listen, see " + log, e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
