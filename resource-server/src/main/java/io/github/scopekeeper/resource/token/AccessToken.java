package io.github.scopekeeper.resource.token;

import io.github.scopekeeper.core.catalog.ScopeName;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a good access token says (RFC 9068, section 2.2; RFC 7662, section 2.2). It carries no
 * secret: the token itself is not in it.
 *
 * @param subject whom it is about, {@code sub}; empty where it does not say
 * @param clientId the app it was issued to, {@code client_id} or {@code azp}; empty where it does
 *     not say
 * @param scopes the scopes that it names; what they imply is not in it
 * @param audience who it is meant for, {@code aud}
 * @param expiresAt {@code exp}
 * @param authenticatedAt when the user proved who they are, {@code auth_time}; empty for machines
 * @param acr how the user proved it, {@code acr}
 * @param keyThumbprint the key it is bound to, {@code cnf.jkt} (RFC 9449, section 6)
 * @param claims all that it says, unmodifiable
 */
public record AccessToken(
    Optional<String> subject,
    Optional<String> clientId,
    Set<ScopeName> scopes,
    Set<String> audience,
    Instant expiresAt,
    Optional<Instant> authenticatedAt,
    Optional<String> acr,
    Optional<String> keyThumbprint,
    Map<String, Object> claims) {

  public AccessToken {
    Objects.requireNonNull(expiresAt, "expiresAt");
    scopes = Set.copyOf(scopes);
    audience = Set.copyOf(audience);
  }

  /** Who and what for; nothing that an app could use. */
  @Override
  public String toString() {
    return "AccessToken[subject=%s, clientId=%s, scopes=%s]"
        .formatted(subject.orElse("-"), clientId.orElse("-"), scopes);
  }
}
