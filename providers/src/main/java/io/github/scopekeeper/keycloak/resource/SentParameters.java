package io.github.scopekeeper.keycloak.resource;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Optional;

/** A query or a form whose parameters may each come once: of two, neither is to be preferred. */
public final class SentParameters {

  private final MultivaluedMap<String, String> sent;

  public SentParameters(MultivaluedMap<String, String> sent) {
    this.sent = sent;
  }

  /**
   * @throws IllegalArgumentException naming the parameter, where it came more than once
   */
  public Optional<String> one(String name) {
    List<String> values = sent.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw new IllegalArgumentException("The parameter %s came more than once".formatted(name));
    }
    return values.stream().findFirst();
  }

  /** Whether any of these came more than once. */
  public boolean repeatsAnyOf(String... names) {
    return List.of(names).stream().anyMatch(name -> sent.getOrDefault(name, List.of()).size() > 1);
  }
}
