package io.github.scopekeeper.it.support;

import java.util.function.Supplier;

/** The servers of this JVM: each starts when first asked for and serves every test class. */
public final class Servers {
  private static final Lazy WITH_SCOPEKEEPER =
      new Lazy(() -> Backend.current().start("scopekeeper", true));
  private static final Lazy STOCK = new Lazy(() -> Backend.current().start("stock", false));

  private Servers() {}

  /** Keycloak with our JARs. */
  public static KeycloakServer scopekeeper() {
    return WITH_SCOPEKEEPER.get();
  }

  /** The same Keycloak without them. */
  public static KeycloakServer stock() {
    return STOCK.get();
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
        try {
          server = starter.get();
        } catch (RuntimeException e) {
          failure = e;
          throw e;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "stop keycloak"));
      }
      return server;
    }
  }
}
