package io.github.scopekeeper.demo.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {

  private static final FileTime LONG_AGO = FileTime.fromMillis(0);

  @TempDir Path folder;

  @Test
  void aJarOfTheSameContentKeepsItsDate() throws IOException {
    var built = Files.writeString(folder.resolve("built.jar"), "same");
    var installed = Files.writeString(folder.resolve("installed.jar"), "same");
    Files.setLastModifiedTime(installed, LONG_AGO);

    assertThat(Folders.copyIfChanged(built, installed)).isFalse();
    assertThat(Files.getLastModifiedTime(installed)).isEqualTo(LONG_AGO);
  }

  @Test
  void aChangedJarIsReplaced() throws IOException {
    var built = Files.writeString(folder.resolve("built.jar"), "new");
    var installed = Files.writeString(folder.resolve("installed.jar"), "old");

    assertThat(Folders.copyIfChanged(built, installed)).isTrue();
    assertThat(installed).hasContent("new");
  }

  @Test
  void aJarIsInstalledIntoAFolderThatDoesNotExistYet() throws IOException {
    var built = Files.writeString(folder.resolve("built.jar"), "new");
    var installed = folder.resolve("providers/installed.jar");

    assertThat(Folders.copyIfChanged(built, installed)).isTrue();
    assertThat(installed).hasContent("new");
  }

  @Test
  void tooLittleRoomSaysHowMuchIsNeeded() {
    assertThatThrownBy(() -> Folders.requireRoom(folder, Long.MAX_VALUE))
        .isInstanceOf(DemoProblem.class)
        .hasMessageStartingWith("Not enough room in " + folder)
        .hasMessageContaining("MB are free");
  }

  @Test
  void aFullDiskIsToldInPlainWords() {
    var full = new FileSystemException("x", null, "No space left on device");

    assertThat(Folders.problem(full, folder)).hasMessageStartingWith("Not enough room in");
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() {
    assertThat(Folders.problem(new AccessDeniedException("x"), folder))
        .hasMessageStartingWith("Cannot write to " + folder);
  }
}
