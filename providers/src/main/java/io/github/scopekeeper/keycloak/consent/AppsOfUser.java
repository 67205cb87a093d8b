package io.github.scopekeeper.keycloak.consent;

import io.github.scopekeeper.core.consent.Parties;
import io.github.scopekeeper.keycloak.consent.jpa.JpaAnswers.Answers;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserConsentModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.managers.UserConsentManager;

/** The apps that a user has answered. */
public final class AppsOfUser {

  private final KeycloakSession session;
  private final RealmModel realm;
  private final UserModel user;
  private Map<String, Answers> answers;

  public AppsOfUser(KeycloakSession session, RealmModel realm, UserModel user) {
    this.session = session;
    this.realm = realm;
    this.user = user;
  }

  /** The clients that ask for consent and to which the user has said yes or no. */
  public List<ClientModel> clients() {
    Map<String, ClientModel> clients = new LinkedHashMap<>();
    Stream<ClientModel> granted =
        UserConsentManager.getConsentsStream(session, realm, user).map(UserConsentModel::getClient);
    Stream<ClientModel> refused =
        answers().entrySet().stream()
            .filter(client -> !client.getValue().deniedAt().isEmpty())
            .map(client -> realm.getClientById(client.getKey()));
    Stream.concat(granted, refused)
        .filter(Objects::nonNull)
        .filter(ClientModel::isConsentRequired)
        .forEach(client -> clients.putIfAbsent(client.getId(), client));
    return List.copyOf(clients.values());
  }

  private Map<String, Answers> answers() {
    if (answers == null) {
      answers = ConsentMemory.readAll(session, realm.getId(), user);
    }
    return answers;
  }

  /**
   * When the user last signed in to the app, or the app last got a token; empty where nobody knows.
   */
  public Optional<Instant> lastUsed(ClientModel client) {
    Optional<Instant> remembered =
        new ConsentMemory(session, user, new Parties(realm.getId(), user.getId(), client.getId()))
            .lastUsed();
    return Stream.concat(remembered.stream(), sessions(client)).max(Instant::compareTo);
  }

  private Stream<Instant> sessions(ClientModel client) {
    Stream<UserSessionModel> online = session.sessions().getUserSessionsStream(realm, user);
    Stream<UserSessionModel> offline = session.sessions().getOfflineUserSessionsStream(realm, user);
    return Stream.concat(online, offline)
        .map(s -> s.getAuthenticatedClientSessionByClient(client.getId()))
        .filter(Objects::nonNull)
        .map(s -> Instant.ofEpochSecond(s.getTimestamp()));
  }
}
