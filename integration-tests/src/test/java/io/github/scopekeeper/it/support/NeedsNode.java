package io.github.scopekeeper.it.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A test with a client in JavaScript: skipped without Node.js, but never in continuous integration.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsNode.Condition.class)
public @interface NeedsNode {

  /** Looks for Node.js and npm. */
  final class Condition implements ExecutionCondition {
    private static final String HOW =
        ": install Debian's packages nodejs and npm, or Node.js 18 or newer";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      Optional<String> lack = Node.lack().map(what -> what + HOW);
      if (lack.isEmpty()) {
        return ConditionEvaluationResult.enabled("Node.js is there");
      }
      if ("true".equals(System.getenv("CI"))) {
        throw new IllegalStateException(lack.get());
      }
      System.out.println("Skipped " + context.getDisplayName() + ": " + lack.get());
      return ConditionEvaluationResult.disabled(lack.get());
    }
  }
}
