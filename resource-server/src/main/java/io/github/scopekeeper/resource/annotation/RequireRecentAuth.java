package io.github.scopekeeper.resource.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The user must have logged in lately (RFC 9470: {@code insufficient_user_authentication} where it
 * is too long ago). The catalog may demand a more recent login for a scope. Of class and method the
 * stricter counts.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RequireRecentAuth {
  /** How old the login may be, in seconds; at least 1. */
  long seconds() default 300;
}
