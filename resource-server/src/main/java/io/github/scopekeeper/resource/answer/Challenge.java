package io.github.scopekeeper.resource.answer;

import io.github.scopekeeper.core.catalog.ScopeName;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One {@code WWW-Authenticate} challenge (RFC 9110, section 11.6.1). Every value is quoted; what
 * must not stand between quotes is replaced.
 */
final class Challenge {

  private final String scheme;
  private final Map<String, String> parameters = new LinkedHashMap<>();

  Challenge(String scheme) {
    this.scheme = scheme;
  }

  Challenge with(String name, String value) {
    parameters.put(name, value.replaceAll("[^\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]", "?"));
    return this;
  }

  Challenge withScope(Collection<ScopeName> scope) {
    return scope.isEmpty() ? this : with("scope", text(scope));
  }

  static String text(Collection<ScopeName> scope) {
    return scope.stream().map(ScopeName::value).collect(Collectors.joining(" "));
  }

  @Override
  public String toString() {
    return scheme
        + parameters.entrySet().stream()
            .map(p -> "%s=\"%s\"".formatted(p.getKey(), p.getValue()))
            .collect(Collectors.joining(", ", " ", ""));
  }
}
