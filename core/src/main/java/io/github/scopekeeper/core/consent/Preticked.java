package io.github.scopekeeper.core.consent;

import io.github.scopekeeper.core.catalog.RiskLevel;

/** Up to which risk a box starts ticked. High risk never does. */
public enum Preticked {
  NONE,
  LOW,
  LOW_AND_MEDIUM;

  public boolean covers(RiskLevel risk) {
    return switch (risk) {
      case LOW -> this != NONE;
      case MEDIUM -> this == LOW_AND_MEDIUM;
      case HIGH -> false;
    };
  }
}
