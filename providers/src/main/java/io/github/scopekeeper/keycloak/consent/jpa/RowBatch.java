package io.github.scopekeeper.keycloak.consent.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;

/** Some rows of a table, few enough for one short transaction. */
final class RowBatch<R> {

  static final int SIZE = 1000;

  private final EntityManager em;
  private final String table;
  private List<R> rows = List.of();

  RowBatch(KeycloakSession session, Class<? extends AnswerEntity> type) {
    this.em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
    this.table = type.getSimpleName();
  }

  void read(Function<EntityManager, TypedQuery<R>> query) {
    rows = query.apply(em).setMaxResults(SIZE).getResultList();
  }

  List<R> rows() {
    return rows;
  }

  EntityManager em() {
    return em;
  }

  void delete(Collection<String> ids) {
    if (!ids.isEmpty()) {
      em.createQuery("delete from " + table + " e where e.id in (:ids)")
          .setParameter("ids", ids)
          .executeUpdate();
    }
  }
}
