package io.github.scopekeeper.it.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A server with our JARs, and then without them on the same database. */
public final class UninstalledServer {
  private final ServerHome home = ServerHome.prepare("uninstall", true);
  private ProcessServer server = ProcessServer.start(home, "", false);

  public KeycloakServer server() {
    return server;
  }

  public KeycloakServer restartWithoutOurJars() {
    server.stop();
    home.removeOurJars();
    server = ProcessServer.start(home, "", false);
    return server;
  }

  public void stop() {
    server.stop();
  }

  /** Runs the script of the documents as its text says, and gives what it printed. */
  public String prepareToUninstall(String realm) {
    Path script =
        ServerHome.TARGET
            .toAbsolutePath()
            .getParent()
            .resolveSibling("docs/samples/prepare-uninstall.sh");
    run(
        kcadm(),
        "config",
        "credentials",
        "--server",
        server.url().toString(),
        "--realm",
        "master",
        "--user",
        KeycloakProcess.ADMIN,
        "--password",
        KeycloakProcess.ADMIN);
    return run("sh", script.toString(), realm);
  }

  private String kcadm() {
    return home.directory().resolve("bin/kcadm.sh").toString();
  }

  private String run(String... command) {
    ProcessBuilder builder =
        new ProcessBuilder(List.of(command))
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    builder.environment().put("KCADM", kcadm());
    // where kcadm keeps its login
    builder.environment().put("KC_OPTS", "-Duser.home=" + home.directory().resolve("data"));
    try {
      Process process = builder.start();
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(String.join(" ", command) + ": " + printed);
      }
      return printed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
