package io.github.scopekeeper.it.support;

import java.util.Locale;

/** What runs Keycloak: {@code -Dkeycloak.backend=process} or {@code container}. */
enum Backend {
  PROCESS {
    @Override
    KeycloakServer start(String name, boolean withOurJars) {
      return ProcessServer.start(ServerHome.prepare(name, withOurJars));
    }
  },
  CONTAINER {
    @Override
    KeycloakServer start(String name, boolean withOurJars) {
      return ContainerServer.start(withOurJars);
    }
  };

  abstract KeycloakServer start(String name, boolean withOurJars);

  static Backend current() {
    String name = System.getProperty("keycloak.backend", "process");
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
