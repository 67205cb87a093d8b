package io.github.scopekeeper.resource.servlet;

import io.github.scopekeeper.resource.rule.Guard;
import io.github.scopekeeper.resource.rule.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which guard stands before which path. The most specific pattern decides, in whatever order they
 * were given: an exact one, then the longest prefix. No weaker rule steps in for a method that the
 * pattern has no rule for, or for a path that differs from it in case alone.
 */
final class Routes {

  private static final Logger LOG = LoggerFactory.getLogger(ScopeFilter.class);

  static final String ANY_METHOD = "*";

  /**
   * @param resourceId finds out what is touched, for the audit
   */
  record Route(Guard guard, Function<HttpServletRequest, String> resourceId) {

    /**
     * An odd path may be more than the function was made for: the request is checked all the same.
     */
    Optional<String> touched(HttpServletRequest request) {
      try {
        return Optional.ofNullable(resourceId.apply(request));
      } catch (RuntimeException e) {
        LOG.debug("What a request touches cannot be told", e);
        return Optional.empty();
      }
    }
  }

  /**
   * @param route empty where there is no rule for the method
   * @param methods those that the path has rules for; empty where no pattern matches
   */
  record Match(Optional<Route> route, Set<String> methods) {
    static final Match NONE = new Match(Optional.empty(), Set.of());
  }

  private record Place(String path, Map<String, Route> byMethod) {}

  private final Map<String, Place> exact = new HashMap<>();
  private final Map<String, Place> prefixes = new HashMap<>();

  /**
   * @throws IllegalArgumentException with a sentence that tells what to mend
   */
  void add(String method, String pattern, Route route) {
    boolean prefix = pattern.endsWith("/*");
    String path = prefix ? pattern.substring(0, pattern.length() - 2) : withoutSlash(pattern);
    boolean rooted = pattern.startsWith("/");
    if (!rooted || path.contains("*") || path.contains("//") || path.contains(";")) {
      throw new IllegalArgumentException(
          "A pattern is a path like /workouts or /workouts/*, not %s.".formatted(pattern));
    }
    Map<String, Place> places = prefix ? prefixes : exact;
    Place place = places.computeIfAbsent(fold(path), p -> new Place(path, new TreeMap<>()));
    if (!place.path().equals(path)) {
      throw new IllegalArgumentException(
          "%s and %s differ in case alone.".formatted(place.path(), path));
    }
    if (place.byMethod().putIfAbsent(method, route) != null) {
      throw new IllegalArgumentException(
          "There are two rules for %s %s.".formatted(method, pattern));
    }
  }

  Match find(String method, String requested) {
    String path = withoutSlash(requested);
    Place place = place(fold(path));
    boolean covered = place != null && path.startsWith(place.path());
    return covered ? match(place.byMethod(), method) : Match.NONE;
  }

  private Place place(String path) {
    Place place = exact.get(path);
    String prefix = path;
    while (place == null) {
      place = prefixes.get(prefix);
      if (prefix.isEmpty()) {
        break;
      }
      prefix = prefix.substring(0, prefix.lastIndexOf('/'));
    }
    return place;
  }

  private static Match match(Map<String, Route> byMethod, String method) {
    return Stream.of(method, method.equals("HEAD") ? "GET" : method, ANY_METHOD)
        .filter(byMethod::containsKey)
        .findFirst()
        .map(key -> new Match(Optional.of(byMethod.get(key)), byMethod.keySet()))
        .orElseGet(() -> new Match(Optional.empty(), byMethod.keySet()));
  }

  List<Operation> operations() {
    return Stream.of(exact, prefixes)
        .map(Map::values)
        .flatMap(Collection::stream)
        .flatMap(place -> place.byMethod().values().stream())
        .flatMap(route -> route.guard().operation().stream())
        .toList();
  }

  private static String withoutSlash(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private static String fold(String path) {
    return path.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }
}
