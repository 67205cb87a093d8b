package io.github.scopekeeper.it.support;

import java.net.URI;
import java.util.Optional;

/** A running Keycloak, whatever runs it. */
public interface KeycloakServer {

  /** Where browsers and clients reach it, without a slash at the end. */
  URI url();

  AdminClient adminClient();

  /** Its database, where the backend lets us in. */
  Optional<Database> database();

  /** What it counts, in the text form of Prometheus. */
  String metrics();

  /** What it has logged so far. */
  String log();

  void stop();

  /** Ends it as a power cut would. */
  void kill();
}
