CREATE TABLE IF NOT EXISTS scope_audit (
  id          UUID PRIMARY KEY,
  occurred_at TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  subject     VARCHAR(255),
  client_id   VARCHAR(255),
  action      VARCHAR(255) NOT NULL,
  scopes      VARCHAR(26000) NOT NULL,
  ip_address  VARCHAR(64),
  user_agent  VARCHAR(512),
  resource_id VARCHAR(255),
  outcome     VARCHAR(16)  NOT NULL,
  reason      VARCHAR(255)
);

CREATE INDEX IF NOT EXISTS scope_audit_time ON scope_audit (occurred_at, id);
CREATE INDEX IF NOT EXISTS scope_audit_subject ON scope_audit (subject, occurred_at, id);
CREATE INDEX IF NOT EXISTS scope_audit_client ON scope_audit (client_id, occurred_at, id);
CREATE INDEX IF NOT EXISTS scope_audit_outcome ON scope_audit (outcome, occurred_at, id);

-- Which records a scope is in. The time stands here too, so that the newest are found by the index alone.
CREATE TABLE IF NOT EXISTS scope_audit_scope (
  record_id   UUID NOT NULL REFERENCES scope_audit (id) ON DELETE CASCADE,
  scope       VARCHAR(255) NOT NULL,
  occurred_at TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  PRIMARY KEY (record_id, scope)
);

CREATE INDEX IF NOT EXISTS scope_audit_scope_time ON scope_audit_scope (scope, occurred_at, record_id);
