package io.github.scopekeeper.resource.catalog;

/** Where an API has the realm's catalog from. Safe for use by many threads. */
public interface CatalogSource extends AutoCloseable {

  /**
   * The catalog as it was known last; never null. Fast: whatever takes time happens elsewhere, but
   * for the very first call.
   *
   * @throws CatalogUnavailableException where it was never known
   */
  ApiCatalog current() throws CatalogUnavailableException;

  @Override
  default void close() {}

  /** A catalog that never changes. */
  static CatalogSource of(ApiCatalog catalog) {
    return () -> catalog;
  }
}
