package io.github.scopekeeper.demo.web;

import io.github.scopekeeper.demo.grants.Proposal;
import java.util.Set;

/**
 * What Keycloak proposed to a challenge of the API, until the user has decided.
 *
 * @param needs all the scopes that the API wants
 */
record Proposed(Set<String> needs, Proposal proposal) {}
