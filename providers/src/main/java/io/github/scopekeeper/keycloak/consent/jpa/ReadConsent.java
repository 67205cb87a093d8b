package io.github.scopekeeper.keycloak.consent.jpa;

import io.github.scopekeeper.core.consent.Parties;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.engine.spi.EntityKey;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.jpa.entities.UserConsentClientScopeEntity;
import org.keycloak.models.jpa.entities.UserConsentEntity;
import org.keycloak.storage.StorageId;
import org.keycloak.storage.jpa.entity.FederatedUserConsentClientScopeEntity;
import org.keycloak.storage.jpa.entity.FederatedUserConsentEntity;

/**
 * Keycloak's consent of a user to an app as it stands in the database now, past what this
 * transaction has read of it and past all caches: another node's last word may not have come yet.
 *
 * @param scopes by id, each with its parameters
 */
public record ReadConsent(Long createdAt, Map<String, List<String>> scopes) {

  /** Since Keycloak 26.7. */
  private static final boolean PARAMETERS =
      Arrays.stream(UserConsentClientScopeEntity.class.getMethods())
          .anyMatch(method -> method.getName().equals("getParameter"));

  /**
   * Reads and locks it, so that Keycloak writes into the rows that are there now. To be called
   * before this transaction writes any of it.
   */
  public static Optional<ReadConsent> fresh(KeycloakSession session, Parties parties) {
    EntityManager em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
    return StorageId.isLocalStorage(parties.userId())
        ? fresh(em, UserConsentEntity.class, "user.id", parties).map(ReadConsent::of)
        : fresh(em, FederatedUserConsentEntity.class, "userId", parties).map(ReadConsent::of);
  }

  /** Not locked where there is none: in some databases that would lock those of others. */
  private static <T> Optional<T> fresh(
      EntityManager em, Class<T> type, String user, Parties parties) {
    String about =
        "from %s e %%s where e.%s = :user and e.clientId = :client"
            .formatted(type.getSimpleName(), user);
    List<String> ids =
        em.createQuery("select e.id " + about.formatted(""), String.class)
            .setParameter("user", parties.userId())
            .setParameter("client", parties.clientId())
            .getResultList();
    if (ids.isEmpty()) {
      return Optional.empty();
    }
    forget(em, type, ids);
    return em.createQuery(
            "select e " + about.formatted("left join fetch e.grantedClientScopes"), type)
        .setParameter("user", parties.userId())
        .setParameter("client", parties.clientId())
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultStream()
        .findFirst();
  }

  private static <T> void forget(EntityManager em, Class<T> type, List<String> ids) {
    for (Object key : List.copyOf(em.unwrap(Session.class).getStatistics().getEntityKeys())) {
      EntityKey read = (EntityKey) key;
      if (read.getEntityName().equals(type.getName()) && ids.contains(read.getIdentifier())) {
        T consent = em.find(type, read.getIdentifier());
        List.copyOf(scopes(consent)).forEach(em::detach);
        em.detach(consent);
      }
    }
  }

  private static Collection<?> scopes(Object consent) {
    return consent instanceof UserConsentEntity local
        ? local.getGrantedClientScopes()
        : ((FederatedUserConsentEntity) consent).getGrantedClientScopes();
  }

  private static ReadConsent of(UserConsentEntity consent) {
    return new ReadConsent(
        consent.getCreatedDate(),
        byId(
            consent.getGrantedClientScopes(),
            UserConsentClientScopeEntity::getScopeId,
            scope -> PARAMETERS ? scope.getParameter() : Optional.empty()));
  }

  private static ReadConsent of(FederatedUserConsentEntity consent) {
    return new ReadConsent(
        consent.getCreatedDate(),
        byId(
            consent.getGrantedClientScopes(),
            FederatedUserConsentClientScopeEntity::getScopeId,
            scope -> PARAMETERS ? scope.getParameter() : Optional.empty()));
  }

  private static <S> Map<String, List<String>> byId(
      Collection<S> scopes, Function<S, String> id, Function<S, Optional<String>> parameter) {
    Map<String, List<String>> byId = new HashMap<>();
    for (S scope : scopes) {
      List<String> one = parameter.apply(scope).stream().toList();
      byId.merge(id.apply(scope), one, ReadConsent::both);
    }
    return byId;
  }

  private static List<String> both(List<String> one, List<String> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }
}
