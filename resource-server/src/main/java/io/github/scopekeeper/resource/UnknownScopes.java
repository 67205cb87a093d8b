package io.github.scopekeeper.resource;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.resource.catalog.ApiCatalog;
import io.github.scopekeeper.resource.rule.Operation;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells once for each operation of scopes that the catalog does not have: a scope that is hidden,
 * or whose entry is broken, needs no fresh login and is not audited, and somebody should know.
 */
final class UnknownScopes {

  private static final Logger LOG = LoggerFactory.getLogger(UnknownScopes.class);
  private static final int MOST = 10_000;

  private final Set<String> lookedAt = ConcurrentHashMap.newKeySet();

  void tell(Operation operation, ApiCatalog catalog) {
    if (lookedAt.size() < MOST && lookedAt.add(operation.action()) && catalog.size() > 0) {
      List<ScopeName> unknown =
          operation.rule().named().stream().filter(name -> !catalog.isKnown(name)).toList();
      if (!unknown.isEmpty()) {
        LOG.warn(
            "The operation {} takes scopes that the realm's catalog does not show to this API: {}."
                + " They count as needing no fresh login and no audit. Give them a catalog entry,"
                + " or let this API read hidden scopes.",
            operation.action(),
            unknown);
      }
    }
  }
}
