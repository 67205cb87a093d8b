package io.github.scopekeeper.keycloak.notice;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Tells the admin in the log what to mend: once, since every login would find it again. */
public final class AdminNotice {

  private static final Logger LOG = Logger.getLogger(AdminNotice.class);
  private static final int MAX_TOLD = 1_000;
  private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

  private AdminNotice() {}

  public static void once(String sentence) {
    if (TOLD.size() < MAX_TOLD && TOLD.add(sentence)) {
      LOG.warn(sentence.replaceAll("\\p{Cntrl}", " "));
    }
  }
}
