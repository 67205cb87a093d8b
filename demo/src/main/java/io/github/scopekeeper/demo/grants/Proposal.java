package io.github.scopekeeper.demo.grants;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Keycloak says to the wish for some scopes.
 *
 * @param available whether the token at hand is enough
 * @param denied refused lately, with the moment from which they may be asked for again
 * @param reauthenticationRequired whether the user will have to sign in again
 * @param authorizationUrl where to send the browser; empty where there is nothing to ask
 */
public record Proposal(
    boolean available,
    Map<String, Instant> denied,
    boolean reauthenticationRequired,
    Optional<URI> authorizationUrl,
    Optional<Prompt> prompt) {

  /** The words for the user before the browser is sent away. */
  public record Prompt(
      String title, String message, List<Permission> permissions, String callToAction) {}

  /**
   * One permission in the user's words.
   *
   * @param description null where there is none
   * @param risk {@code low}, {@code medium} or {@code high}; null where there is none
   * @param includes labels of what comes with it
   */
  public record Permission(
      String scope, String label, String description, String risk, List<String> includes) {}
}
