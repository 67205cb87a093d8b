/**
 * What callers of a servlet or of a Spring controller need, said where it is written. Class and
 * method both count: a request must satisfy the two.
 */
package io.github.scopekeeper.resource.annotation;
