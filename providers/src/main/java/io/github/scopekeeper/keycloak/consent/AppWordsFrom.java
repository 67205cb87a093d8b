package io.github.scopekeeper.keycloak.consent;

/** From which requests the app's own words are shown. */
public enum AppWordsFrom {
  NEVER,

  /** The client has proved that the request is its own. */
  AUTHENTICATED,

  ALWAYS
}
