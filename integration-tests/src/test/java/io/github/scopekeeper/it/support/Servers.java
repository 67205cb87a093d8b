package io.github.scopekeeper.it.support;

import java.util.List;

/** The servers of this JVM: each starts when first asked for and serves every test class. */
public final class Servers {
  private static final Lazy SCOPEKEEPER = new Lazy("scopekeeper", true, "");

  /** Servers that one class needs: see {@link NeedsServer}. */
  public enum Further {
    /** Keycloak with our JARs and its experimental feature of scopes with parameters. */
    PARAMETERIZED(new Lazy("parameterized", true, parameterizedScopes())),
    /** Keycloak without our JARs. */
    STOCK(new Lazy("stock", false, ""));

    private final Lazy server;

    Further(Lazy server) {
      this.server = server;
    }
  }

  private Servers() {}

  /** Keycloak with our JARs. */
  public static KeycloakServer scopekeeper() {
    return SCOPEKEEPER.get();
  }

  public static KeycloakServer parameterized() {
    return Further.PARAMETERIZED.server.get();
  }

  public static KeycloakServer stock() {
    return Further.STOCK.server.get();
  }

  /** One after the other behind the first, with what computing time the tests leave them. */
  static void startAhead(List<Further> servers) {
    Runnable start =
        () -> {
          SCOPEKEEPER.tryStart(false);
          servers.forEach(further -> further.server.tryStart(true));
        };
    Thread thread = new Thread(start, "servers ahead");
    thread.setDaemon(true);
    thread.start();
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

  private static final class Lazy {
    private final String name;
    private final boolean withOurJars;
    private final String features;
    private KeycloakServer server;
    private RuntimeException failure;

    Lazy(String name, boolean withOurJars, String features) {
      this.name = name;
      this.withOurJars = withOurJars;
      this.features = features;
    }

    /** A server that failed to start once is not tried again by every further test. */
    KeycloakServer get() {
      tryStart(false);
      if (failure != null) {
        throw failure;
      }
      return server;
    }

    synchronized void tryStart(boolean modestly) {
      if (server != null || failure != null) {
        return;
      }
      try {
        server = Backend.current().start(name, withOurJars, features, modestly);
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "stop keycloak"));
      } catch (RuntimeException e) {
        failure = e;
      }
    }
  }
}
