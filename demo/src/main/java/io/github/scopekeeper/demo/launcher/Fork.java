package io.github.scopekeeper.demo.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs inside Maven: starts the launcher in a JVM of its own and ends Maven with its exit code. A
 * failed build would bury the launcher's one line of explanation under Maven's stack traces.
 */
public final class Fork {

  private Fork() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(arguments));
    var launcher = new ProcessBuilder(command).inheritIO().start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(launcher)));
    System.exit(launcher.waitFor());
  }

  private static void stop(Process launcher) {
    launcher.destroy();
    try {
      launcher.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
