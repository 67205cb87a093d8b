package io.github.scopekeeper.resource.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * The last record of a page. As a text it is bound to the query that it belongs to: a page of
 * another query would skip records without telling. It opens nothing, so nobody needs to sign it.
 *
 * @param time of that record
 * @param id of that record
 */
record PageKey(Instant time, UUID id) {
  private static final int SIZE = Long.BYTES + 2 * Long.BYTES + Integer.BYTES;

  static PageKey of(AuditRecord last) {
    return new PageKey(last.time(), last.id());
  }

  String toText(AuditQuery query) {
    ByteBuffer bytes =
        ByteBuffer.allocate(SIZE)
            .putLong(time.toEpochMilli())
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits());
    bytes.putInt(sum(bytes, query));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /**
   * @throws IllegalArgumentException where it is not a page of this query
   */
  static PageKey parse(String text, AuditQuery query) {
    ByteBuffer bytes = ByteBuffer.wrap(decoded(text));
    if (bytes.capacity() != SIZE) {
      throw noPage();
    }
    PageKey key =
        new PageKey(
            Instant.ofEpochMilli(bytes.getLong()), new UUID(bytes.getLong(), bytes.getLong()));
    if (!key.toText(query).equals(text)) {
      throw noPage();
    }
    return key;
  }

  private static byte[] decoded(String text) {
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw noPage();
    }
  }

  private static int sum(ByteBuffer key, AuditQuery query) {
    CRC32 sum = new CRC32();
    sum.update(key.array(), 0, SIZE - Integer.BYTES);
    List<Object> asked =
        List.of(
            query.subject(),
            query.clientId(),
            query.scope(),
            query.outcome(),
            query.from(),
            query.to());
    sum.update(asked.toString().getBytes(StandardCharsets.UTF_8));
    return (int) sum.getValue();
  }

  private static IllegalArgumentException noPage() {
    return new IllegalArgumentException("This is no page of this query: begin with the first.");
  }
}
