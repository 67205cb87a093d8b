package io.github.scopekeeper.resource.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A folder that was there before: somebody else may have prepared it. */
@DisabledOnOs(OS.WINDOWS)
class JournalFolderTest {

  private static final String SEGMENT = "audit-000000000000000001.jsonl";
  private static final String PLACE = "sink-test.place";
  private static final String REFUSED = "refused-test.jsonl";
  private static final String UNTOUCHED = "untouched\n";

  @TempDir Path parent;

  private final RememberingSink sink = new RememberingSink();
  private Path folder;
  private Path target;

  @BeforeEach
  void prepare() throws IOException {
    folder = Files.createDirectory(parent.resolve("audit"));
    target = Files.writeString(parent.resolve("target"), UNTOUCHED);
  }

  private AuditTrail start() {
    return AuditTrail.builder()
        .folder(folder)
        .retry(Duration.ofMillis(1), Duration.ofMillis(5))
        .closeTimeout(Duration.ofMillis(500))
        .sink(sink)
        .start();
  }

  private void isRefused(String name) {
    assertThatIllegalStateException()
        .isThrownBy(this::start)
        .withMessageContaining(name)
        .withMessageContaining("cannot be used");
    assertThat(target).hasContent(UNTOUCHED);
  }

  @ParameterizedTest
  @ValueSource(strings = {SEGMENT, PLACE, REFUSED, "lock"})
  void aSymbolicLinkInItIsRefused(String name) throws IOException {
    Files.createSymbolicLink(folder.resolve(name), target);
    isRefused(name);
    Files.delete(target);
    assertThatIllegalStateException().isThrownBy(this::start).withMessageContaining(name);
    assertThat(target).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {SEGMENT, PLACE, REFUSED, "lock"})
  void aFileThatHasAnotherNameTooIsRefused(String name) throws IOException {
    Files.createLink(folder.resolve(name), target);
    isRefused(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {SEGMENT, PLACE, REFUSED, "lock"})
  void aFolderInTheWayOfAFileIsRefused(String name) throws IOException {
    Files.createDirectory(folder.resolve(name));
    isRefused(name);
  }

  @Test
  void aFolderThatIsASymbolicLinkIsRefused() throws IOException {
    Path real = folder;
    folder = Files.createSymbolicLink(parent.resolve("link"), real);
    isRefused("link");
    assertThat(real).isEmptyDirectory();
  }

  @Test
  void aFolderOfAnotherUserIsRefused() throws IOException {
    giveAway(folder);
    isRefused("belongs to");
  }

  @ParameterizedTest
  @ValueSource(strings = {SEGMENT, PLACE, REFUSED, "lock"})
  void aFileOfAnotherUserIsRefused(String name) throws IOException {
    giveAway(Files.createFile(folder.resolve(name)));
    isRefused("belongs to");
  }

  /** Only root can do that. */
  private static void giveAway(Path path) throws IOException {
    try {
      UserPrincipal nobody =
          path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
      Files.setOwner(path, nobody);
    } catch (FileSystemException | java.nio.file.attribute.UserPrincipalNotFoundException e) {
      Assumptions.abort("No file can be given to another user here.");
    }
  }

  @Test
  void whatOthersMayDoWithItIsTakenAway() throws IOException {
    for (String name : new String[] {SEGMENT, PLACE, REFUSED, "lock"}) {
      Path file = Files.createFile(folder.resolve(name));
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    }
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    try (AuditTrail trail = start()) {
      assertThat(trail.accept(Records.numbered(1))).isTrue();
      assertThat(permissions(folder)).isEqualTo("rwx------");
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isNotEmpty().allMatch(file -> permissions(file).equals("rw-------"));
    }
  }

  private static String permissions(Path path) {
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
      return PosixFilePermissions.toString(permissions);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void aLinkThatAppearsInTheWayOfTheNextSegmentIsNotFollowed() throws IOException {
    try (AuditTrail trail = start()) {
      Files.createSymbolicLink(folder.resolve(SEGMENT), target);
      assertThat(trail.accept(Records.numbered(0))).isFalse();
      assertThat(trail.accept(Records.numbered(1))).isTrue();
      await().until(() -> trail.pending() == 0);
    }
    assertThat(target).hasContent(UNTOUCHED);
    assertThat(sink.records()).containsExactly(Records.numbered(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"deleted", "cut", "replaced", "linked", "a folder"})
  void aSegmentThatIsDamagedIsForgottenAndWhatFollowsIsDelivered(String damage) throws IOException {
    sink.mood =
        batch -> {
          throw AuditSinkException.temporary("away", (Throwable) null);
        };
    try (AuditTrail trail = start()) {
      assertThat(trail.accept(Records.numbered(0))).isTrue();
      await().until(() -> sink.calls.get() > 0);
      assertThat(Records.numbered(1, 5)).allMatch(trail::accept);
      damage(damage, folder.resolve(SEGMENT));
      sink.mood = batch -> {};
      await()
          .until(
              () -> {
                trail.accept(Records.numbered(5));
                return sink.records().contains(Records.numbered(5));
              });
      await().until(() -> trail.pending() == 0);
    }
    assertThat(target).hasContent(UNTOUCHED);
  }

  private void damage(String damage, Path segment) throws IOException {
    if (damage.equals("cut")) {
      Files.write(segment, new byte[0]);
      return;
    }
    Files.delete(segment);
    switch (damage) {
      case "replaced" -> Files.writeString(segment, "{}\n");
      case "linked" -> Files.createSymbolicLink(segment, target);
      case "a folder" -> Files.createDirectory(segment);
      default -> assertThat(segment).doesNotExist();
    }
  }

  @Test
  void aLinkThatAppearsInTheWayOfTheRefusedRecordsIsNotFollowed() throws IOException {
    sink.mood =
        batch -> {
          throw AuditSinkException.permanent("not that one", null);
        };
    Path link = folder.resolve(REFUSED);
    try (AuditTrail trail = start()) {
      Files.createSymbolicLink(link, target);
      assertThat(trail.accept(Records.numbered(0))).isTrue();
      await().until(() -> sink.calls.get() > 20);
      assertThat(trail.pending()).isEqualTo(1);
      Files.delete(link);
      await().until(() -> trail.pending() == 0);
    }
    assertThat(target).hasContent(UNTOUCHED);
    assertThat(link).isNotEmptyFile();
  }

  @Test
  void aLinkThatAppearsInTheWayOfThePlaceIsNotFollowed() throws IOException {
    try (AuditTrail trail = start()) {
      Files.createSymbolicLink(folder.resolve(PLACE), target);
      assertThat(trail.accept(Records.numbered(0))).isTrue();
      await().until(() -> trail.pending() == 0);
    }
    assertThat(target).hasContent(UNTOUCHED);
    assertThat(sink.records()).hasSize(1);
  }

  @Test
  void whatIsNotOursIsLeftAlone() throws IOException {
    Path other = Files.createDirectory(folder.resolve("lost+found"));
    Files.createSymbolicLink(folder.resolve("refused-test.jsonl.2025"), target);
    start().close();
    assertThat(other).exists();
  }
}
