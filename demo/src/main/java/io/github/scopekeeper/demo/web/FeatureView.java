package io.github.scopekeeper.demo.web;

import io.github.scopekeeper.demo.Feature;
import io.github.scopekeeper.demo.grants.Overview;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A feature as its card shows it.
 *
 * @param state {@code allowed}, {@code refused} or {@code unasked}
 * @param retry from when the app may ask again; null where it may already
 */
public record FeatureView(
    String id, String title, List<String> scopes, String state, String stateText, Moment retry) {

  /**
   * @param overview empty where Keycloak did not say
   */
  static FeatureView of(
      Feature feature, Set<String> scope, Optional<Overview> overview, Instant now) {
    var retry = overview.flatMap(known -> retry(feature, known)).filter(now::isBefore);
    var granted =
        overview.map(Overview::granted).orElse(scope).containsAll(feature.scopes())
            && retry.isEmpty();
    var state = granted ? "allowed" : retry.isPresent() ? "refused" : "unasked";
    return new FeatureView(
        feature.id(),
        feature.title(),
        List.copyOf(feature.scopes()),
        state,
        text(state, scope.containsAll(feature.scopes())),
        retry.map(Moment::of).orElse(null));
  }

  /** The last of the moments: before it, not everything may be asked for. */
  private static Optional<Instant> retry(Feature feature, Overview overview) {
    return feature.scopes().stream()
        .map(overview.denied()::get)
        .filter(moment -> moment != null)
        .max(Instant::compareTo);
  }

  private static String text(String state, boolean inToken) {
    return switch (state) {
      case "allowed" -> inToken ? "Allowed" : "Allowed, but not in the token at hand";
      case "refused" -> "You said no";
      default -> "Not allowed yet";
    };
  }
}
