package io.github.scopekeeper.keycloak.usage;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Counts by client how often apps ask for what users have refused them again and again. */
public final class RerequestMeter {

  private static final String NAME = "scopekeeper.scope.rerequests";
  private static final String OTHERS = "other clients";

  /** Anybody can register clients where a realm lets them: their names must not fill the memory. */
  private static final int MAX_CLIENTS = 1_000;

  private static final Set<String> CLIENTS = ConcurrentHashMap.newKeySet();

  private RerequestMeter() {}

  public static void count(String realm, String clientId) {
    String key = realm + " " + clientId;
    boolean known = CLIENTS.contains(key) || (CLIENTS.size() < MAX_CLIENTS && CLIENTS.add(key));
    Counter.builder(NAME)
        .description("Requests for scopes that users have refused three times or more")
        .tag("realm", realm)
        .tag("client_id", known ? clientId : OTHERS)
        .register(Metrics.globalRegistry)
        .increment();
  }
}
