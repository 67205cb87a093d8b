package io.github.scopekeeper.resource.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The access token must have all of these scopes (RFC 6750, section 3.1: {@code insufficient_scope}
 * where it has not). On a class it counts for all of its methods; what the method demands comes on
 * top.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RequireScopes {
  /** Scopes as tokens name them; none: any valid token will do. */
  String[] value();
}
