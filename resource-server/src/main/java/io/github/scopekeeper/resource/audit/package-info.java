/**
 * The record of what an API let through and what it refused: {@link
 * io.github.scopekeeper.resource.audit.AuditTrail} takes records without making anybody wait and
 * brings them to its sinks, {@link io.github.scopekeeper.resource.audit.JdbcAuditLog} finds them
 * again.
 */
package io.github.scopekeeper.resource.audit;
