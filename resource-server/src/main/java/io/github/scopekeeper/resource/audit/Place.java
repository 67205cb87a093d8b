package io.github.scopekeeper.resource.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * How far a sink has got: everything before this byte of this segment.
 *
 * @param segment the segment's number, at least 0
 * @param offset bytes from its beginning
 */
record Place(long segment, long offset) {
  static final Place BEGINNING = new Place(0, 0);

  private static final int LONGEST = 100;
  private static final Pattern LINE = Pattern.compile("(\\d{18} \\d{18}) ([0-9a-f]{8})\n");

  /**
   * What stands in the file. Where nothing of sense does, the beginning: sinks know what they had.
   */
  static Place read(PrivateFiles files, Path file) throws IOException {
    Matcher line = LINE.matcher(text(files, file));
    if (!line.matches() || !sum(line.group(1)).equals(line.group(2))) {
      return BEGINNING;
    }
    String[] numbers = line.group(1).split(" ");
    return new Place(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
  }

  private static String text(PrivateFiles files, Path file) throws IOException {
    try (InputStream in = files.read(file)) {
      return new String(in.readNBytes(LONGEST), StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  /** In place, since so few bytes are written whole or not at all. */
  void write(PrivateFiles files, Path file) throws IOException {
    String numbers = "%018d %018d".formatted(segment, offset);
    files.create(file);
    files.overwrite(
        file, (numbers + " " + sum(numbers) + "\n").getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String sum(String numbers) {
    CRC32 sum = new CRC32();
    sum.update(numbers.getBytes(StandardCharsets.ISO_8859_1));
    return "%08x".formatted(sum.getValue());
  }
}
