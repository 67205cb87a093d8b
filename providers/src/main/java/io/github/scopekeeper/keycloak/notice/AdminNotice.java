package io.github.scopekeeper.keycloak.notice;

import io.github.scopekeeper.core.words.PlainText;
import io.github.scopekeeper.keycloak.clock.ServerClock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Tells the admin in the log what to mend; not at every login that finds it again. What was told
 * longest ago is forgotten first, and told again: nobody can bring the notices to silence.
 */
public final class AdminNotice {

  private static final Logger LOG = Logger.getLogger(AdminNotice.class);
  private static final int LONGEST = 4_000;
  private static final Duration DAY = Duration.ofDays(1);

  private static final Told ONCE = new Told();
  private static final Told DAILY = new Told();

  private AdminNotice() {}

  /** Until the server starts again. */
  public static void once(String sentence) {
    if (ONCE.isNews(sentence, Duration.ofSeconds(Long.MAX_VALUE))) {
      tell(sentence);
    }
  }

  /** As once, for what would keep users out. */
  public static void fault(String sentence) {
    if (ONCE.isNews(sentence, Duration.ofSeconds(Long.MAX_VALUE))) {
      LOG.error(line(sentence));
    }
  }

  /**
   * Not again within a day.
   *
   * @param about what the sentence is about, however it may read today
   */
  public static void daily(String about, String sentence) {
    if (DAILY.isNews(about, DAY)) {
      tell(sentence);
    }
  }

  private static void tell(String sentence) {
    LOG.warn(line(sentence));
  }

  private static String line(String sentence) {
    return PlainText.of(sentence, LONGEST);
  }

  private static final class Told extends LinkedHashMap<String, Instant> {

    private static final long serialVersionUID = 1L;
    private static final int MOST = 1_000;

    synchronized boolean isNews(String about, Duration rest) {
      Instant now = ServerClock.INSTANCE.instant();
      Instant told = get(about);
      if (told != null && Duration.between(told, now).compareTo(rest) < 0) {
        return false;
      }
      remove(about);
      put(about, now);
      return true;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
      return size() > MOST;
    }
  }
}
