package io.github.scopekeeper.keycloak.catalog;

/** Who may read a realm's catalog. */
public enum CatalogAccess {
  /** Whoever comes, as with the realm's metadata. */
  PUBLIC,

  /** Whoever has an access token of the realm. */
  AUTHENTICATED
}
