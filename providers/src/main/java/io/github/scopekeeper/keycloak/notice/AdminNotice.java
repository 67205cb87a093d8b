package io.github.scopekeeper.keycloak.notice;

import io.github.scopekeeper.keycloak.clock.ServerClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Tells the admin in the log what to mend; not at every login that finds it again. */
public final class AdminNotice {

  private static final Logger LOG = Logger.getLogger(AdminNotice.class);
  private static final int MAX_TOLD = 1_000;
  private static final Duration DAY = Duration.ofDays(1);
  private static final Map<String, Instant> TOLD = new ConcurrentHashMap<>();

  private AdminNotice() {}

  /** Until the server starts again. */
  public static void once(String sentence) {
    if (TOLD.size() < MAX_TOLD && TOLD.putIfAbsent(sentence, now()) == null) {
      tell(sentence);
    }
  }

  /** Not again within a day. */
  public static void daily(String sentence) {
    Instant now = now();
    Instant told = TOLD.size() < MAX_TOLD ? TOLD.putIfAbsent(sentence, now) : TOLD.get(sentence);
    boolean first = told == null && TOLD.containsKey(sentence);
    boolean due = told != null && !told.plus(DAY).isAfter(now) && TOLD.replace(sentence, told, now);
    if (first || due) {
      tell(sentence);
    }
  }

  private static Instant now() {
    return ServerClock.INSTANCE.instant();
  }

  private static void tell(String sentence) {
    LOG.warn(sentence.replaceAll("\\p{Cc}", " "));
  }
}
