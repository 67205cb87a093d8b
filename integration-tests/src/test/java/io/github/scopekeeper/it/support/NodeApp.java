package io.github.scopekeeper.it.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An app in JavaScript, in a process of its own, that answers one wish after the other. */
final class NodeApp implements AutoCloseable {
  private final Process process;
  private final Path log;
  private final BufferedReader answers;
  private final Writer wishes;

  NodeApp(String script, Map<String, String> environment, List<String> arguments) {
    Path project = Node.project();
    log = project.resolve(script + "-" + System.nanoTime() + ".log");
    List<String> command = new ArrayList<>(List.of("node", script));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(project.toFile()).redirectError(log.toFile());
    builder.environment().putAll(environment);
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    answers = process.inputReader();
    wishes = process.outputWriter();
  }

  /** What came of it: 200, or the status of an error, 0 where it has none. */
  Tokens ask(String wish, Map<String, ?> details) {
    try {
      wishes.write(Json.object(details).put("wish", wish) + "\n");
      wishes.flush();
      String line = answers.readLine();
      if (line == null) {
        throw new AssertionError("the app gave up: " + Files.readString(log));
      }
      JsonNode answer = Json.parse(line);
      return new Tokens(answer.path("status").asInt(), answer.path("body"));
    } catch (IOException e) {
      throw new UncheckedIOException("the app does not listen, see " + log, e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
