package io.github.scopekeeper.core.catalog;

/** Whose resources a scope reaches. */
public enum Ownership {
  OWN,
  SHARED,
  ALL
}
