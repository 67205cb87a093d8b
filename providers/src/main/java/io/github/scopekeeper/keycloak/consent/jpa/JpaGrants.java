package io.github.scopekeeper.keycloak.consent.jpa;

import io.github.scopekeeper.core.consent.Parties;
import io.github.scopekeeper.core.grant.Grants;
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
  public List<Grant> between(Parties parties) {
    return grants(table.between(parties));
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
  public void save(Grant grant) {
    List<GrantEntity> stored = rows(grant);
    Set<String> missing = new HashSet<>(grant.scopeIds());
    for (GrantEntity row : stored) {
      if (row.clientScopeId() != null && !missing.remove(row.clientScopeId())) {
        table.remove(row);
      }
    }
    if (stored.isEmpty()) {
      table.add(new GrantEntity(grant.parties(), grant.id(), null));
    }
    missing.forEach(id -> table.add(new GrantEntity(grant.parties(), grant.id(), id)));
  }

  @Override
  public void delete(Grant grant) {
    rows(grant).forEach(table::remove);
  }

  private List<GrantEntity> rows(Grant grant) {
    return table.with(grant.parties().realmId(), "grantId", grant.id());
  }

  @Override
  public void takeBack(Parties parties, Collection<String> scopeIds) {
    table.between(parties).stream()
        .filter(row -> row.clientScopeId() != null && scopeIds.contains(row.clientScopeId()))
        .forEach(table::remove);
  }

  @Override
  public void deleteAll(Parties parties) {
    table.between(parties).forEach(table::remove);
  }
}
