package io.github.scopekeeper.keycloak.consent.jpa;

import io.github.scopekeeper.core.consent.Parties;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;

/** When users last signed in to apps, to the hour: a login is not to cost a write each time. */
public final class JpaAppUse {

  private static final Duration EXACT = Duration.ofHours(1);

  private final AnswerTable<AppUseEntity> table;

  public JpaAppUse(KeycloakSession session) {
    this.table = new AnswerTable<>(session, AppUseEntity.class);
  }

  /**
   * @param last what is remembered
   */
  public void remember(Parties parties, Optional<Instant> last, Instant at) {
    if (last.isEmpty()) {
      AppUseEntity use = new AppUseEntity(parties);
      use.usedAt(at.toEpochMilli());
      table.add(use);
    } else if (Duration.between(last.get(), at).abs().compareTo(EXACT) > 0) {
      table
          .between(parties, "update AppUseEntity e set e.usedAt = :at")
          .setParameter("at", at.toEpochMilli())
          .executeUpdate();
    }
  }
}
