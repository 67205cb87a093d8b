package io.github.scopekeeper.keycloak.consent.jpa;

import io.github.scopekeeper.core.consent.Parties;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
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

  private static final String OF_USER = " where e.realmId = :realm and e.userId = :user";

  private final KeycloakSession session;
  private final Class<E> type;

  AnswerTable(KeycloakSession session, Class<E> type) {
    this.session = session;
    this.type = type;
  }

  List<E> between(Parties parties) {
    return query(
            "select e from " + type.getSimpleName() + " e" + OF_USER + " and e.clientId = :client",
            type)
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
   * Past the entities, which must not fail where somebody else has removed a row meanwhile.
   *
   * @param scopeIds of a table of answers about scopes
   */
  void remove(Parties parties, Collection<String> scopeIds) {
    if (!scopeIds.isEmpty()) {
      delete(parties, " and e.clientScopeId in (:scopes)")
          .setParameter("scopes", scopeIds)
          .executeUpdate();
    }
  }

  void removeAll(Parties parties) {
    delete(parties, "").executeUpdate();
  }

  private Query delete(Parties parties, String which) {
    return between(parties, "delete from " + type.getSimpleName() + " e", which);
  }

  /** A statement about the rows between them. */
  Query between(Parties parties, String jpql) {
    return between(parties, jpql, "");
  }

  <T> TypedQuery<T> between(Parties parties, String jpql, String which, Class<T> result) {
    return em().createQuery(jpql + OF_USER + " and e.clientId = :client" + which, result)
        .setParameter("realm", parties.realmId())
        .setParameter("user", parties.userId())
        .setParameter("client", parties.clientId());
  }

  private Query between(Parties parties, String jpql, String which) {
    return em().createQuery(jpql + OF_USER + " and e.clientId = :client" + which)
        .setParameter("realm", parties.realmId())
        .setParameter("user", parties.userId())
        .setParameter("client", parties.clientId());
  }

  /**
   * For answers about scopes: the rows by scope id. Two requests at the same time may have written
   * the same twice.
   */
  static <E extends AnswerEntity & ScopeAnswer> Map<String, E> byScope(List<E> rows) {
    return rows.stream()
        .collect(Collectors.toMap(ScopeAnswer::clientScopeId, Function.identity(), (a, b) -> a));
  }
}
