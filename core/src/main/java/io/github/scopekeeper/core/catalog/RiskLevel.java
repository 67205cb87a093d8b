package io.github.scopekeeper.core.catalog;

/** How much harm an app can do with a scope; from least to most. */
public enum RiskLevel {
  LOW,
  MEDIUM,
  HIGH;

  /** The greater of the two. */
  public RiskLevel or(RiskLevel other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
