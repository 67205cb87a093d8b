package io.github.scopekeeper.core.consent;

import io.github.scopekeeper.core.catalog.ScopeName;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A requested scope that is shown on consent screens and that this user can get.
 *
 * @param scope the scope
 * @param required whether the app does not work without it
 * @param granted whether the user has allowed it before, itself or by something that implies it
 * @param deniedAt when the user last said no to it; empty: never, or not since they said yes
 */
public record ConsentItem(
    ScopeName scope, boolean required, boolean granted, Optional<Instant> deniedAt) {

  public ConsentItem {
    Objects.requireNonNull(scope, "scope");
    Objects.requireNonNull(deniedAt, "deniedAt");
  }
}
