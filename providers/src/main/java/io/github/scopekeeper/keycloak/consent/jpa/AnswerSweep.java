package io.github.scopekeeper.keycloak.consent.jpa;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.services.scheduled.ClusterAwareScheduledTaskRunner;
import org.keycloak.timer.ScheduledTask;
import org.keycloak.timer.TimerProvider;

/**
 * Removes the rows of users, clients and scopes that are gone without an event that we have seen,
 * and grants that nobody has used for as long as their tokens can live. On one node at a time, a
 * part of the tables each time, in short transactions.
 */
public final class AnswerSweep implements ScheduledTask {

  private static final int BATCHES = 20;

  private final Map<Class<?>, String> reached = new HashMap<>();

  static void schedule(KeycloakSessionFactory factory, Duration interval) {
    long millis = interval.toMillis();
    try (KeycloakSession session = factory.create()) {
      TimerProvider timer = session.getProvider(TimerProvider.class);
      if (timer != null) {
        ScheduledTask sweep = new AnswerSweep();
        timer.schedule(
            new ClusterAwareScheduledTaskRunner(factory, sweep, millis),
            millis,
            AnswerSweep.class.getName());
      }
    }
  }

  @Override
  public synchronized void run(KeycloakSession session) {
    KeycloakSessionFactory factory = session.getKeycloakSessionFactory();
    for (Class<? extends AnswerEntity> type : AnswerCleanup.ALL) {
      for (int i = 0; i < BATCHES && !sweepBatch(factory, type); i++) {
        // goes on where it was
      }
    }
  }

  /** True at the end of the table. */
  private boolean sweepBatch(KeycloakSessionFactory factory, Class<? extends AnswerEntity> type) {
    String last =
        KeycloakModelUtils.runJobInTransactionWithResult(
            factory, session -> sweep(session, type, reached.getOrDefault(type, "")));
    reached.put(type, last);
    return last.isEmpty();
  }

  /** The id of the last row that was looked at; empty at the end. */
  private static <E extends AnswerEntity> String sweep(
      KeycloakSession session, Class<E> type, String from) {
    RowBatch<E> batch = new RowBatch<>(session, type);
    batch.read(
        em ->
            em.createQuery(
                    "select e from %s e where e.id > :last order by e.id"
                        .formatted(type.getSimpleName()),
                    type)
                .setParameter("last", from));
    List<E> rows = batch.rows();
    if (type == GrantEntity.class) {
      new UnusedGrants(session, batch.em()).remove(rows.stream().map(GrantEntity.class::cast));
    }
    batch.delete(new Orphans(batch.em()).among(rows));
    return rows.size() < RowBatch.SIZE ? "" : rows.get(rows.size() - 1).id();
  }
}
