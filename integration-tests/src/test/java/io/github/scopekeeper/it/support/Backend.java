package io.github.scopekeeper.it.support;

import java.util.Locale;

/** What runs Keycloak: {@code -Dkeycloak.backend=process} or {@code container}. */
enum Backend {
  PROCESS {
    @Override
    KeycloakServer start(String name, boolean withOurJars, String features) {
      return ProcessServer.start(ServerHome.prepare(name, withOurJars), features);
    }
  },
  CONTAINER {
    @Override
    KeycloakServer start(String name, boolean withOurJars, String features) {
      return ContainerServer.start(withOurJars, features);
    }
  };

  abstract KeycloakServer start(String name, boolean withOurJars, String features);

  static Backend current() {
    String name = System.getProperty("keycloak.backend", "process");
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
