package io.github.scopekeeper.core.consent;

/** Who answers whom. All ids are those of the realm's database. */
public record Parties(String realmId, String userId, String clientId) {}
