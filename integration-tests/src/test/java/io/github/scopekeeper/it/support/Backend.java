package io.github.scopekeeper.it.support;

import java.util.Locale;

/** What runs Keycloak: {@code -Dkeycloak.backend=process} or {@code container}. */
enum Backend {
  PROCESS {
    @Override
    KeycloakServer start(String name, boolean withOurJars, String features, boolean modestly) {
      return ProcessServer.start(ServerHome.prepare(name, withOurJars), features, modestly);
    }
  },
  CONTAINER {
    @Override
    KeycloakServer start(String name, boolean withOurJars, String features, boolean modestly) {
      return ContainerServer.start(withOurJars, features);
    }
  };

  /** Modestly: after everything else on this machine, where the backend knows how. */
  abstract KeycloakServer start(
      String name, boolean withOurJars, String features, boolean modestly);

  static Backend current() {
    String name = System.getProperty("keycloak.backend", "process");
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
