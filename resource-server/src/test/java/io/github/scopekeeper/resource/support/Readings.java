package io.github.scopekeeper.resource.support;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.resource.token.AccessToken;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tokens that have been read. */
public final class Readings {

  /** Whom they are about. */
  public static final String ALICE = "alice-id";

  private Readings() {}

  /**
   * @param login null: it does not say
   */
  public static AccessToken token(Instant login, String... scopes) {
    return new AccessToken(
        Optional.of(ALICE),
        Optional.of("fitness-app"),
        Arrays.stream(scopes).map(ScopeName::of).collect(Collectors.toSet()),
        Set.of("fitness-api"),
        Instant.MAX,
        Optional.ofNullable(login),
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }
}
