package io.github.scopekeeper.resource.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Nobody looks for a token. On a method it lifts what the class demands; on a class it counts for
 * methods that demand nothing. It cannot stand beside {@link RequireScopes}, {@link
 * RequireAnyScope} or {@link RequireRecentAuth}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface OpenToAll {}
