package io.github.scopekeeper.keycloak.consent.jpa;

import io.github.scopekeeper.core.consent.Parties;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;

/** When users last signed in to apps, to the hour: a login is not to cost a write each time. */
public final class JpaAppUse {

  private static final long EXACT_MILLIS = Duration.ofHours(1).toMillis();

  private final AnswerTable<AppUseEntity> table;

  public JpaAppUse(KeycloakSession session) {
    this.table = new AnswerTable<>(session, AppUseEntity.class);
  }

  public Optional<Instant> last(Parties parties) {
    return row(parties).map(AppUseEntity::usedAt).map(Instant::ofEpochMilli);
  }

  public void remember(Parties parties, Instant at) {
    AppUseEntity use = row(parties).orElse(null);
    if (use == null) {
      use = new AppUseEntity(parties);
      use.usedAt(at.toEpochMilli());
      table.add(use);
    } else if (at.toEpochMilli() - use.usedAt() > EXACT_MILLIS) {
      use.usedAt(at.toEpochMilli());
    }
  }

  private Optional<AppUseEntity> row(Parties parties) {
    return table.between(parties).stream().max(Comparator.comparingLong(AppUseEntity::usedAt));
  }
}
