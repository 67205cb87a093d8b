package io.github.scopekeeper.keycloak.permissions;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;

/** Points in time as people write them, in the server's time zone. */
final class LocalTimes {

  private final DateTimeFormatter date;
  private final DateTimeFormatter dateTime;

  LocalTimes(Locale locale) {
    this.date = in(locale, DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG));
    this.dateTime =
        in(locale, DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT));
  }

  private static DateTimeFormatter in(Locale locale, DateTimeFormatter formatter) {
    return formatter.withLocale(locale).withZone(ZoneId.systemDefault());
  }

  Map<String, Object> date(Instant time) {
    return model(time, date);
  }

  Map<String, Object> dateTime(Instant time) {
    return model(time, dateTime);
  }

  /** For people, and for {@code datetime} of an HTML time element. */
  private static Map<String, Object> model(Instant time, DateTimeFormatter formatter) {
    return Map.of(
        "text", formatter.format(time), "iso", time.truncatedTo(ChronoUnit.SECONDS).toString());
  }
}
