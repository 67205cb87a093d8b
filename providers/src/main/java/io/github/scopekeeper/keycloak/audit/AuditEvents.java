package io.github.scopekeeper.keycloak.audit;

import io.github.scopekeeper.keycloak.audit.jpa.StoredEvents;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.events.EventStoreProvider;
import org.keycloak.events.EventType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Keeps what an API tells as events of the realm. Keycloak's own builder gives each event a new id;
 * here the id follows from the record's, so that what is sent again is not kept twice.
 */
public final class AuditEvents {

  private final KeycloakSession session;
  private final RealmModel realm;
  private final ClientModel api;

  /**
   * @param api who tells
   */
  public AuditEvents(KeycloakSession session, ClientModel api) {
    this.session = session;
    this.realm = session.getContext().getRealm();
    this.api = api;
  }

  /** Whether the realm keeps such events; both types, or some records would be lost unnoticed. */
  public boolean areKept() {
    Set<String> types = realm.getEnabledEventTypesStream().collect(Collectors.toSet());
    return realm.isEventsEnabled()
        && session.getProvider(EventStoreProvider.class) != null
        && AuditEvent.TYPES.stream().allMatch(type -> isKept(type, types));
  }

  /** As Keycloak decides it: none chosen means its own choice. */
  private static boolean isKept(EventType type, Set<String> chosen) {
    return chosen.isEmpty() ? type.isSaveByDefault() : chosen.contains(type.name());
  }

  /**
   * Keeps all of them, or none.
   *
   * @return false where the database would not take them; they may be sent again
   */
  public boolean keep(List<AuditRecord> records) {
    Map<String, Event> events = new LinkedHashMap<>();
    records.stream()
        .map(record -> AuditEvent.of(record, realm, api))
        .forEach(event -> events.putIfAbsent(event.getId(), event));
    StoredEvents stored = new StoredEvents(session);
    events.keySet().removeAll(stored.among(events.keySet()));
    EventStoreProvider store = session.getProvider(EventStoreProvider.class);
    events.values().forEach(store::onEvent);
    if (!stored.write()) {
      session.getTransactionManager().setRollbackOnly();
      return false;
    }
    listeners().forEach(listener -> events.values().forEach(listener::onEvent));
    return true;
  }

  private List<EventListenerProvider> listeners() {
    Set<String> chosen = realm.getEventsListenersStream().collect(Collectors.toSet());
    List<EventListenerProvider> listeners = new ArrayList<>();
    session
        .getKeycloakSessionFactory()
        .getProviderFactoriesStream(EventListenerProvider.class)
        .map(EventListenerProviderFactory.class::cast)
        .filter(factory -> chosen.contains(factory.getId()) || factory.isGlobal())
        .map(factory -> session.getProvider(EventListenerProvider.class, factory.getId()))
        .forEach(listeners::add);
    return listeners;
  }
}
