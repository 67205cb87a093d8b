package io.github.scopekeeper.demo.web;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A point in time for a page.
 *
 * @param iso for machines
 * @param text for people
 */
public record Moment(String iso, String text) {

  private static final DateTimeFormatter WORDS =
      DateTimeFormatter.ofPattern("d MMMM uuuu 'at' HH:mm z", Locale.ENGLISH);

  static Moment of(Instant instant) {
    return new Moment(instant.toString(), WORDS.format(instant.atZone(ZoneId.systemDefault())));
  }
}
