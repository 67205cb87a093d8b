package io.github.scopekeeper.keycloak.consent.jpa;

import io.github.scopekeeper.core.consent.Parties;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;

/** The rows of one kind of answer, in Keycloak's own database and in the request's transaction. */
final class AnswerTable<E extends AnswerEntity> {

  private static final String OF_USER = " e where e.realmId = :realm and e.userId = :user";

  private final KeycloakSession session;
  private final Class<E> type;

  AnswerTable(KeycloakSession session, Class<E> type) {
    this.session = session;
    this.type = type;
  }

  List<E> between(Parties parties) {
    return query(
            "select e from " + type.getSimpleName() + OF_USER + " and e.clientId = :client", type)
        .setParameter("realm", parties.realmId())
        .setParameter("user", parties.userId())
        .setParameter("client", parties.clientId())
        .getResultList();
  }

  List<E> with(String realmId, String key, String value) {
    String jpql =
        "select e from %s e where e.realmId = :realm and e.%s = :value"
            .formatted(type.getSimpleName(), key);
    return query(jpql, type)
        .setParameter("realm", realmId)
        .setParameter("value", value)
        .getResultList();
  }

  List<String> clientsOf(String realmId, String userId) {
    return query("select distinct e.clientId from " + type.getSimpleName() + OF_USER, String.class)
        .setParameter("realm", realmId)
        .setParameter("user", userId)
        .getResultList();
  }

  private <T> TypedQuery<T> query(String jpql, Class<T> result) {
    return em().createQuery(jpql, result);
  }

  /** Not before it is needed: most requests that could use the table do not. */
  EntityManager em() {
    return session.getProvider(JpaConnectionProvider.class).getEntityManager();
  }

  void add(E row) {
    em().persist(row);
  }

  void remove(E row) {
    em().remove(row);
  }

  /**
   * For answers about scopes: the rows by scope id. Two requests at the same time may have written
   * the same twice.
   */
  static <E extends AnswerEntity & ScopeAnswer> Map<String, E> byScope(List<E> rows) {
    return rows.stream()
        .collect(Collectors.toMap(ScopeAnswer::clientScopeId, Function.identity(), (a, b) -> a));
  }

  static <E extends AnswerEntity & ScopeAnswer> void forget(
      AnswerTable<E> table, Parties parties, Collection<String> scopeIds) {
    if (!scopeIds.isEmpty()) {
      table.between(parties).stream()
          .filter(row -> scopeIds.contains(row.clientScopeId()))
          .forEach(table::remove);
    }
  }
}
