/**
 * The check before servlets (Jakarta Servlet 6.0 and later): {@link
 * io.github.scopekeeper.resource.servlet.ScopeFilter}.
 */
package io.github.scopekeeper.resource.servlet;
