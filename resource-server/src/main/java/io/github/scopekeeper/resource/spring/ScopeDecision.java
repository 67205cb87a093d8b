package io.github.scopekeeper.resource.spring;

import io.github.scopekeeper.resource.Decision;
import io.github.scopekeeper.resource.answer.Refusal;
import java.util.Optional;
import org.springframework.security.authorization.AuthorizationResult;

/** A decision as Spring carries it about, with what to answer. */
final class ScopeDecision implements AuthorizationResult {

  private static final long serialVersionUID = 1L;

  private final transient Optional<Refusal> refusal;
  private final boolean byOperation;

  private ScopeDecision(Optional<Refusal> refusal, boolean byOperation) {
    this.refusal = refusal;
    this.byOperation = byOperation;
  }

  static ScopeDecision of(Decision decision) {
    return decision instanceof Decision.Refused refused ? refused(refused.refusal()) : granted();
  }

  static ScopeDecision granted() {
    return new ScopeDecision(Optional.empty(), false);
  }

  static ScopeDecision refused(Refusal refusal) {
    return new ScopeDecision(Optional.of(refusal), false);
  }

  /** The operation itself said no, after it was let through. */
  static ScopeDecision refusedByOperation(Refusal refusal) {
    return new ScopeDecision(Optional.of(refusal), true);
  }

  @Override
  public boolean isGranted() {
    return refusal.isEmpty();
  }

  Optional<Refusal> refusal() {
    return refusal;
  }

  boolean isByOperation() {
    return byOperation;
  }
}
