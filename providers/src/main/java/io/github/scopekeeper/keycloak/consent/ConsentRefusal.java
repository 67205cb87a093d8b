package io.github.scopekeeper.keycloak.consent;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.consent.ConsentPlan;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Why an app gets {@code access_denied} without a page: the user has said no before. */
public final class ConsentRefusal {

  private static final String NOTE = "scopekeeper.consent.refusal";

  private ConsentRefusal() {}

  static void note(AuthenticationSessionModel login, ConsentPlan.Refuse plan) {
    String scopes =
        new TreeMap<ScopeName, Instant>(plan.withheld())
            .entrySet().stream()
                .map(e -> "%s until %s".formatted(e.getKey(), seconds(e.getValue())))
                .collect(Collectors.joining(", "));
    login.setAuthNote(NOTE, "The user has denied this lately and is not asked again: " + scopes);
  }

  private static Instant seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }

  /** The {@code error_description} for the app, if this login was refused for that reason. */
  public static Optional<String> of(AuthenticationSessionModel login) {
    return Optional.ofNullable(login.getAuthNote(NOTE));
  }
}
