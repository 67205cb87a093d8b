package io.github.scopekeeper.demo.api;

import io.github.scopekeeper.resource.ResourceServer;
import io.github.scopekeeper.resource.audit.AuditTrail;
import io.github.scopekeeper.resource.audit.KeycloakAuditSink;
import io.github.scopekeeper.resource.audit.LogAuditSink;
import io.javalin.Javalin;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.EnumSet;
import java.util.Set;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.handler.CrossOriginHandler;

/** The running demo API: what an app reaches with an access token. */
public final class DemoApi implements AutoCloseable {

  private final URI url;
  private final ResourceServer resourceServer;
  private final AuditTrail trail;
  private final Javalin server;

  private DemoApi(ApiConfig config) {
    var port = config.port() == 0 ? freePort() : config.port();
    url = config.url().orElseGet(() -> URI.create("http://localhost:" + port));
    resourceServer =
        ResourceServer.builder(config.issuer(), resource(), ApiConfig.AUDIENCE)
            .server(config.internalIssuer())
            .serviceAccount(config.account())
            .name("Fitness API")
            .build();
    trail =
        AuditTrail.builder()
            .folder(config.journal())
            .sink(new LogAuditSink())
            .sink(new KeycloakAuditSink(config.internalIssuer(), config.account()))
            .start();
    server = create().start(config.host(), port);
  }

  public static void main(String[] arguments) {
    try {
      var api = start(ApiConfig.fromEnvironment());
      Runtime.getRuntime().addShutdownHook(new Thread(api::close));
      System.out.println("The demo API answers at " + api.url());
    } catch (IllegalArgumentException | IllegalStateException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  public static DemoApi start(ApiConfig config) {
    return new DemoApi(config);
  }

  public URI url() {
    return url;
  }

  /** What the API is called in metadata (RFC 9728). */
  public URI resource() {
    return URI.create(url + "/api");
  }

  @Override
  public void close() {
    server.stop();
    trail.close();
    resourceServer.close();
  }

  /** The metadata names the port, so it has to be known before the server listens. */
  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Javalin create() {
    return Javalin.create(
        javalin -> {
          javalin.startup.showJavalinBanner = false;
          javalin.startup.showOldJavalinVersionWarning = false;
          javalin.http.maxRequestSize = 10_000;
          javalin.jetty.modifyServletContextHandler(this::protect);
          new ApiRoutes().register(javalin.routes);
        });
  }

  private void protect(ServletContextHandler context) {
    var filter = new FilterHolder(Rules.filter(resourceServer, trail));
    filter.setAsyncSupported(true);
    context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
    openToBrowsers(context);
  }

  /** Apps that run in browsers send tokens, and never cookies. */
  private static void openToBrowsers(ServletContextHandler context) {
    var cors = new CrossOriginHandler();
    cors.setAllowedOriginPatterns(Set.of("*"));
    cors.setAllowCredentials(false);
    cors.setAllowedMethods(Set.of("GET", "POST", "PUT", "DELETE"));
    cors.setAllowedHeaders(
        Set.of("Authorization", "Content-Type", "Accept", "DPoP", "MCP-Protocol-Version"));
    cors.setExposedHeaders(Set.of("WWW-Authenticate", "Retry-After"));
    context.insertHandler(cors);
  }
}
