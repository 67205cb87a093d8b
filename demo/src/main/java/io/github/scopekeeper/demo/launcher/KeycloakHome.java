package io.github.scopekeeper.demo.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** An unpacked Keycloak with our JARs and the realm to import. It is kept between two starts. */
final class KeycloakHome {

  private static final long ROOM_TO_RUN = 100L << 20;

  /**
   * Held until this process ends, however that happens; unreferenced, it would be collected and
   * released.
   */
  private static FileLock lock;

  private final Path folder;
  private final Path home;

  private KeycloakHome(Path folder, Path home) {
    this.folder = folder;
    this.home = home;
  }

  /** Takes the folder for this process; two demos in it would fight for the database. */
  static KeycloakHome claim(LauncherConfig config) {
    var folder = config.folder();
    var keycloak = new KeycloakHome(folder, folder.resolve("keycloak-" + config.version()));
    try {
      keycloak.lock();
      return keycloak;
    } catch (IOException e) {
      throw Folders.problem(e, folder);
    }
  }

  void prepare(LauncherConfig config) {
    try {
      Folders.requireRoom(folder, ROOM_TO_RUN);
      unpack(config.zip());
      install(config.jars());
      offer(config.realm());
    } catch (IOException e) {
      throw Folders.problem(e, folder);
    }
  }

  Path script() {
    var windows = System.getProperty("os.name").startsWith("Windows");
    return home.resolve("bin").resolve(windows ? "kc.bat" : "kc.sh");
  }

  Path log() {
    return home.resolve("keycloak.log");
  }

  /** The first start was complete: from now on the database, not the realm file, is what counts. */
  void keepDatabase() {
    try {
      if (Files.notExists(imported())) {
        Files.createFile(imported());
      }
    } catch (IOException e) {
      throw Folders.problem(e, folder);
    }
  }

  private void lock() throws IOException {
    Files.createDirectories(folder);
    var channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    lock = channel.tryLock();
    if (lock == null) {
      throw new DemoProblem(
          "A demo already runs from %s: use it, or stop it with Ctrl-C first".formatted(folder));
    }
  }

  private void unpack(Path zip) throws IOException {
    if (Files.notExists(home)) {
      System.out.println("Unpacking " + zip.getFileName());
      Unzip.unpack(zip, home);
    }
  }

  private void install(Map<String, Path> jars) throws IOException {
    for (var jar : jars.entrySet()) {
      if (Files.notExists(jar.getValue())) {
        throw new DemoProblem(
            "%s is missing: build it with 'mvn package', or start with 'mvn -Pdemo' only"
                .formatted(jar.getValue()));
      }
      if (Folders.copyIfChanged(jar.getValue(), home.resolve("providers").resolve(jar.getKey()))) {
        System.out.println("Installed " + jar.getKey());
      }
    }
  }

  private void offer(Path realm) throws IOException {
    var offered = home.resolve("data/import").resolve(realm.getFileName());
    if (Files.notExists(imported())) {
      // Also after a start that failed half way.
      Folders.delete(home.resolve("data/h2"));
      Folders.copyIfChanged(realm, offered);
    } else if (Files.mismatch(realm, offered) != -1) {
      System.out.println(
          realm.getFileName() + " has changed since it was imported: 'mvn clean' starts afresh.");
    }
  }

  private Path imported() {
    return home.resolve("data/imported");
  }
}
