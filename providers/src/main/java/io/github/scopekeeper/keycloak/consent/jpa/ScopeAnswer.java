package io.github.scopekeeper.keycloak.consent.jpa;

/** An answer about one scope. */
interface ScopeAnswer {

  String clientScopeId();
}
