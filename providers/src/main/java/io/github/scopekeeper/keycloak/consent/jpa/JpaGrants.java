package io.github.scopekeeper.keycloak.consent.jpa;

import io.github.scopekeeper.core.consent.Parties;
import io.github.scopekeeper.core.grant.Grants;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.keycloak.models.KeycloakSession;

/** Grants in Keycloak's own database and in the transaction of the request. */
public final class JpaGrants implements Grants {

  /** Anything else comes from a client, and not every database takes every character. */
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9]{1,64}");

  /** How exactly the last use is known: a refresh is not to cost a write each time. */
  static final Duration EXACT = Duration.ofHours(1);

  private static final int AT_ONCE = 500;

  private final AnswerTable<GrantEntity> table;

  public JpaGrants(KeycloakSession session) {
    this.table = new AnswerTable<>(session, GrantEntity.class);
  }

  @Override
  public Optional<Grant> find(String realmId, String grantId) {
    return ID.matcher(grantId).matches()
        ? grants(table.with(realmId, "grantId", grantId)).stream().findFirst()
        : Optional.empty();
  }

  @Override
  public Set<String> held(Parties parties, Collection<String> scopeIds) {
    return scopeIds.isEmpty()
        ? Set.of()
        : Set.copyOf(
            table
                .between(
                    parties,
                    "select distinct e.clientScopeId from GrantEntity e",
                    " and e.clientScopeId in (:scopes)",
                    String.class)
                .setParameter("scopes", scopeIds)
                .getResultList());
  }

  private static List<Grant> grants(List<GrantEntity> rows) {
    Map<String, List<GrantEntity>> byGrant =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    GrantEntity::grantId, LinkedHashMap::new, Collectors.toList()));
    return byGrant.values().stream().map(JpaGrants::grant).toList();
  }

  private static Grant grant(List<GrantEntity> rows) {
    Set<String> scopeIds =
        rows.stream()
            .map(GrantEntity::clientScopeId)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    return new Grant(rows.get(0).grantId(), rows.get(0).parties(), scopeIds);
  }

  @Override
  public void save(Grant grant, Instant now) {
    List<GrantEntity> stored = table.with(grant.parties().realmId(), "grantId", grant.id());
    Set<String> missing = new HashSet<>(grant.scopeIds());
    for (GrantEntity row : stored) {
      if (row.clientScopeId() == null) {
        row.usedAt(now.toEpochMilli());
      } else if (!missing.remove(row.clientScopeId())) {
        table.remove(row);
      }
    }
    if (stored.isEmpty()) {
      GrantEntity itself = new GrantEntity(grant.parties(), grant.id(), null);
      itself.usedAt(now.toEpochMilli());
      table.add(itself);
    }
    missing.forEach(id -> table.add(new GrantEntity(grant.parties(), grant.id(), id)));
  }

  @Override
  public void used(Grant grant, Instant now) {
    table
        .em()
        .createQuery(
            "update GrantEntity e set e.usedAt = :now where e.grantId = :id and e.realmId = :realm"
                + " and e.clientScopeId is null and (e.usedAt is null or e.usedAt < :before)")
        .setParameter("now", now.toEpochMilli())
        .setParameter("before", now.minus(EXACT).toEpochMilli())
        .setParameter("id", grant.id())
        .setParameter("realm", grant.parties().realmId())
        .executeUpdate();
  }

  @Override
  public void limit(Parties parties, int most) {
    List<String> superfluous =
        table
            .between(
                parties,
                "select e.grantId from GrantEntity e",
                " and e.clientScopeId is null order by coalesce(e.usedAt, 0) desc, e.id",
                String.class)
            .setFirstResult(most)
            .setMaxResults(AT_ONCE)
            .getResultList();
    delete(parties.realmId(), superfluous);
  }

  @Override
  public void delete(Grant grant) {
    delete(grant.parties().realmId(), List.of(grant.id()));
  }

  private void delete(String realmId, Collection<String> grantIds) {
    if (!grantIds.isEmpty()) {
      table
          .em()
          .createQuery(
              "delete from GrantEntity e where e.realmId = :realm and e.grantId in (:grants)")
          .setParameter("realm", realmId)
          .setParameter("grants", grantIds)
          .executeUpdate();
    }
  }

  @Override
  public void takeBack(Parties parties, Collection<String> scopeIds) {
    table.remove(parties, scopeIds);
  }

  @Override
  public void deleteAll(Parties parties) {
    table.removeAll(parties);
  }
}
