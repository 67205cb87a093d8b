package io.github.scopekeeper.resource;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.resource.catalog.ApiCatalog;
import io.github.scopekeeper.resource.metadata.ResourceMetadata;
import io.github.scopekeeper.resource.rule.Operation;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The metadata document with the scopes that the operations take. Anyone may ask for it, so it is
 * worked out once for a catalog and not for each request.
 */
final class PublishedMetadata {

  private record Last(ApiCatalog catalog, List<Operation> operations, ResourceMetadata document) {}

  private final ResourceMetadata plain;
  private volatile Last last;

  PublishedMetadata(ResourceMetadata plain) {
    this.plain = plain;
  }

  ResourceMetadata of(ApiCatalog catalog, Collection<Operation> operations) {
    List<Operation> given = List.copyOf(operations);
    Last known = last;
    return isOf(known, catalog, given) ? known.document() : made(catalog, given);
  }

  private synchronized ResourceMetadata made(ApiCatalog catalog, List<Operation> operations) {
    if (!isOf(last, catalog, operations)) {
      last = new Last(catalog, operations, plain.withScopes(harmless(catalog, operations)));
    }
    return last.document();
  }

  private static boolean isOf(Last known, ApiCatalog catalog, List<Operation> operations) {
    return known != null && known.catalog() == catalog && known.operations().equals(operations);
  }

  private static Set<ScopeName> harmless(ApiCatalog catalog, List<Operation> operations) {
    Set<ScopeName> scopes = new LinkedHashSet<>();
    for (Operation operation : operations) {
      if (operation.maxAuthenticationAge().isEmpty()) {
        operation.rule().toAskFor(name -> false, catalog::isHarmless).ifPresent(scopes::addAll);
      }
    }
    return catalog.leastOf(scopes);
  }
}
