package io.github.scopekeeper.core.catalog;

/** How much harm an app can do with a scope; from least to most. */
public enum RiskLevel {
  LOW,
  MEDIUM,
  HIGH
}
