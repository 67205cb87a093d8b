package io.github.scopekeeper.resource.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The access token must have one of these scopes; apps are told to ask for the first, so put the
 * least powerful first. On a class it counts for all of its methods; what the method demands comes
 * on top.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RequireAnyScope {
  /** Scopes as tokens name them; at least one. */
  String[] value();
}
