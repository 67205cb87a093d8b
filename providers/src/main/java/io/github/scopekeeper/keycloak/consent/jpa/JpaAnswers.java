package io.github.scopekeeper.keycloak.consent.jpa;

import io.github.scopekeeper.core.consent.Approvals.Approval;
import io.github.scopekeeper.core.consent.Parties;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;

/** What our tables know of a user, in one statement: nearly every login reads it. */
public final class JpaAnswers {

  private static final String DENIAL = "D";
  private static final String APPROVAL = "A";
  private static final String USE = "U";

  private static final String WHERE = " where e.realmId = :realm and e.userId = :user%1$s";

  private static final String READ =
      "select 'D', e.clientId, e.clientScopeId, e.deniedAt, 0 from DenialEntity e"
          + WHERE
          + " union all select 'A', e.clientId, e.clientScopeId, e.approvedAt,"
          + " case when e.asked = true then 1 else 0 end from ApprovalEntity e"
          + WHERE
          + " union all select 'U', e.clientId, '', e.usedAt, 0 from AppUseEntity e"
          + WHERE;

  private final KeycloakSession session;

  public JpaAnswers(KeycloakSession session) {
    this.session = session;
  }

  /**
   * What is known of a user and an app.
   *
   * @param deniedAt by scope id
   * @param approvals by scope id
   */
  public record Answers(
      Map<String, Instant> deniedAt, Map<String, Approval> approvals, Optional<Instant> used) {

    /** To be filled. */
    public static Answers none() {
      return new Answers(new HashMap<>(), new HashMap<>(), Optional.empty());
    }
  }

  public Answers between(Parties parties) {
    TypedQuery<Object[]> query =
        query(parties.realmId(), parties.userId(), " and e.clientId = :client")
            .setParameter("client", parties.clientId());
    return byClient(query.getResultList()).getOrDefault(parties.clientId(), Answers.none());
  }

  /** By client id. */
  public Map<String, Answers> of(String realmId, String userId) {
    return byClient(query(realmId, userId, "").getResultList());
  }

  private TypedQuery<Object[]> query(String realmId, String userId, String more) {
    return session
        .getProvider(JpaConnectionProvider.class)
        .getEntityManager()
        .createQuery(READ.formatted(more), Object[].class)
        .setParameter("realm", realmId)
        .setParameter("user", userId);
  }

  private static Map<String, Answers> byClient(List<Object[]> rows) {
    Map<String, Answers> clients = new HashMap<>();
    rows.forEach(
        row ->
            clients.compute((String) row[1], (c, a) -> with(a == null ? Answers.none() : a, row)));
    return clients;
  }

  /** Two requests at the same time may have written an approval or a use twice. */
  private static Answers with(Answers known, Object[] row) {
    Instant at = Instant.ofEpochMilli(((Number) row[3]).longValue());
    String scope = (String) row[2];
    switch ((String) row[0]) {
      case DENIAL -> known.deniedAt().put(scope, at);
      case APPROVAL ->
          known.approvals().put(scope, new Approval(at, ((Number) row[4]).intValue() == 1));
      case USE -> {
        Instant last = known.used().filter(at::isBefore).orElse(at);
        return new Answers(known.deniedAt(), known.approvals(), Optional.of(last));
      }
      default -> throw new IllegalStateException();
    }
    return known;
  }
}
