package io.github.scopekeeper.it.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A test of pages: skipped without a browser, but never in continuous integration. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsChromium.Condition.class)
public @interface NeedsChromium {

  /** Looks for the browser. */
  final class Condition implements ExecutionCondition {
    private static final String HOW =
        "no Chromium found: install Debian's package chromium or name one with -Dchromium=/path";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      if (Chromium.executable().isPresent()) {
        return ConditionEvaluationResult.enabled("Chromium is there");
      }
      if ("true".equals(System.getenv("CI"))) {
        throw new IllegalStateException(HOW);
      }
      System.out.println("Skipped " + context.getDisplayName() + ": " + HOW);
      return ConditionEvaluationResult.disabled(HOW);
    }
  }
}
