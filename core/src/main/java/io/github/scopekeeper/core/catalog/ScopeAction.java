package io.github.scopekeeper.core.catalog;

/** What a scope lets an app do with its resource. */
public enum ScopeAction {
  READ,
  WRITE,
  DELETE,
  MANAGE,
  ADMIN
}
