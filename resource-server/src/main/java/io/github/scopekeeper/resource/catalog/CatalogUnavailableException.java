package io.github.scopekeeper.resource.catalog;

/** The catalog was never known, so nobody can say what a scope means. */
public final class CatalogUnavailableException extends Exception {

  private static final long serialVersionUID = 1L;

  public CatalogUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
