package io.github.scopekeeper.resource.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** An API in a process of its own, whose sink is away. It says on its output what was accepted. */
final class OtherProcess {
  private final Process process;
  private final BufferedReader output;

  private OtherProcess(Process process) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  static OtherProcess start(Path folder) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new OtherProcess(
        new ProcessBuilder(
                java,
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                OtherProcess.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start());
  }

  String line() throws IOException {
    return output.readLine();
  }

  /** As {@code kill -9} does. */
  void kill() {
    process.toHandle().destroyForcibly();
  }

  void awaitEnd() throws InterruptedException {
    process.waitFor();
  }

  public static void main(String[] arguments) {
    RememberingSink away = new RememberingSink();
    away.mood =
        batch -> {
          throw AuditSinkException.temporary("away", (Throwable) null);
        };
    AuditTrail trail;
    try {
      trail = AuditTrail.builder().sink(away).folder(Path.of(arguments[0])).start();
    } catch (IllegalStateException e) {
      System.out.println(e.getMessage());
      return;
    }
    for (long number = 0; true; number++) {
      if (trail.accept(Records.numbered(number))) {
        System.out.println(number);
      }
    }
  }
}
