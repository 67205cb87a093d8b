package io.github.scopekeeper.it.support;

import java.util.function.Supplier;

/** The servers of this JVM: each starts when first asked for and serves every test class. */
public final class Servers {
  private static final Lazy SCOPEKEEPER = lazy("scopekeeper", true, "");
  private static final Lazy PARAMETERIZED = lazy("parameterized", true, parameterizedScopes());
  private static final Lazy STOCK = lazy("stock", false, "");

  private Servers() {}

  /** Keycloak with our JARs. */
  public static KeycloakServer scopekeeper() {
    return SCOPEKEEPER.get();
  }

  /** Keycloak with our JARs and its experimental feature of scopes with parameters. */
  public static KeycloakServer parameterized() {
    return PARAMETERIZED.get();
  }

  /** Keycloak without our JARs. */
  public static KeycloakServer stock() {
    return STOCK.get();
  }

  public static boolean keycloakIsAtLeast(int major, int minor) {
    String[] version = ServerHome.keycloakVersion().split("\\.");
    int runningMajor = Integer.parseInt(version[0]);
    return runningMajor > major || runningMajor == major && Integer.parseInt(version[1]) >= minor;
  }

  /** The feature's name, which changed on the way. */
  private static String parameterizedScopes() {
    return keycloakIsAtLeast(26, 7) ? "parameterized-scopes" : "dynamic-scopes";
  }

  private static Lazy lazy(String name, boolean withOurJars, String features) {
    return new Lazy(() -> Backend.current().start(name, withOurJars, features));
  }

  private static final class Lazy {
    private final Supplier<KeycloakServer> starter;
    private KeycloakServer server;
    private RuntimeException failure;

    Lazy(Supplier<KeycloakServer> starter) {
      this.starter = starter;
    }

    /** A server that failed to start once is not tried again by every further test. */
    synchronized KeycloakServer get() {
      if (failure != null) {
        throw failure;
      }
      if (server == null) {
        server = start();
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "stop keycloak"));
      }
      return server;
    }

    private KeycloakServer start() {
      try {
        return starter.get();
      } catch (RuntimeException e) {
        failure = e;
        throw e;
      }
    }
  }
}
