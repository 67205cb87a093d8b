package io.github.scopekeeper.keycloak.catalog;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.RealmModel;

/** Tells the admin once, in the log, which entry to mend. */
final class BrokenEntries {

  private static final Logger LOG = Logger.getLogger(BrokenEntries.class);
  private static final int MAX_TOLD = 1_000;
  private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

  private BrokenEntries() {}

  static void tell(RealmModel realm, ClientScopeModel scope, String reason) {
    if (TOLD.size() < MAX_TOLD && TOLD.add(scope.getId() + reason)) {
      LOG.warnf(
          "Realm %s: the scope catalog entry of client scope \"%s\" is left out until it is"
              + " mended: %s",
          realm.getName(), scope.getName(), reason);
    }
  }
}
