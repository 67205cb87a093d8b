package io.github.scopekeeper.resource.audit;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * One line of JSON each, the record with the member {@code refusal} added. Once it is full nothing
 * is refused any more, so that nothing gets lost that somebody could still look into.
 */
final class RefusedFile implements RefusedRecords {
  private final PrivateFiles files;
  private final Path file;
  private final long maxBytes;

  RefusedFile(PrivateFiles files, Path file, long maxBytes) {
    this.files = files;
    this.file = file;
    this.maxBytes = maxBytes;
  }

  @Override
  public void put(AuditRecord record, String why) throws IOException {
    Map<String, Object> json = AuditJson.members(record);
    json.put("refusal", why);
    byte[] line = (JSONObjectUtils.toJSONString(json) + "\n").getBytes(StandardCharsets.UTF_8);
    files.create(file);
    long length = Files.size(file);
    if (length + line.length > maxBytes) {
      throw new IOException(
          "%s has reached %d bytes: look into it and move it away.".formatted(file, maxBytes));
    }
    try (OutputStream out = files.append(file, false)) {
      out.write(line);
    } catch (IOException e) {
      // Half a line must not stand before the next one.
      files.truncate(file, length);
      throw e;
    }
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
