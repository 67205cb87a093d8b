package io.github.scopekeeper.resource.audit;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a file or folder is this process's own, and nobody else's. */
final class Ownership {

  private static final Logger LOG = LoggerFactory.getLogger(Ownership.class);

  private Boolean known;
  private UserPrincipal self;

  /** Other systems than POSIX have no owner and mode that we could compare. */
  synchronized boolean isKnown(Path folder) throws IOException {
    if (known == null) {
      known = Files.getFileStore(folder).supportsFileAttributeView("posix");
    }
    return known;
  }

  /**
   * Takes away what others may do with it.
   *
   * @param path no symbolic link
   * @throws IOException where it belongs to another user, or has a second name
   */
  synchronized void check(Path path, Set<PosixFilePermission> allowed) throws IOException {
    if (!isKnown(path)) {
      return;
    }
    PosixFileAttributeView view =
        Files.getFileAttributeView(path, PosixFileAttributeView.class, NOFOLLOW_LINKS);
    PosixFileAttributes is = view.readAttributes();
    if (self == null) {
      self = ownerOfNew(is.isDirectory() ? path : path.toAbsolutePath().getParent());
    }
    if (!is.owner().equals(self)) {
      throw new IOException(
          "%s belongs to %s, and this API runs as %s: give it a folder of its own."
              .formatted(path, is.owner().getName(), self.getName()));
    }
    if (is.isRegularFile() && !Integer.valueOf(1).equals(names(path))) {
      throw new IOException(path + " is also known under another name: remove it.");
    }
    if (!allowed.containsAll(is.permissions())) {
      view.setPermissions(allowed);
      if (!allowed.containsAll(view.readAttributes().permissions())) {
        throw new IOException(path + " is open to other users, and that cannot be changed.");
      }
      LOG.warn(
          "{} had the permissions {} and has {} now: others could read or write it until now.",
          path,
          PosixFilePermissions.toString(is.permissions()),
          PosixFilePermissions.toString(allowed));
    }
  }

  private static Object names(Path file) throws IOException {
    return Files.getAttribute(file, "unix:nlink", NOFOLLOW_LINKS);
  }

  /** There is no other way to learn as whom this process creates files here. */
  private static UserPrincipal ownerOfNew(Path folder) throws IOException {
    Path probe = Files.createTempFile(folder, "owner", ".tmp");
    try {
      return Files.getOwner(probe, NOFOLLOW_LINKS);
    } finally {
      Files.delete(probe);
    }
  }
}
