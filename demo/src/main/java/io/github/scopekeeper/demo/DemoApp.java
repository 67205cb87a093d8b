package io.github.scopekeeper.demo;

import io.github.scopekeeper.demo.web.Routes;
import io.javalin.Javalin;
import io.javalin.http.staticfiles.Location;
import java.net.URI;
import java.util.function.Supplier;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.http.HttpCookie.SameSite;

/** The running demo app. */
public final class DemoApp implements AutoCloseable {

  private final DemoConfig config;
  private Javalin server;

  private DemoApp(DemoConfig config) {
    this.config = config;
  }

  public static void main(String[] arguments) {
    try {
      var app = start(DemoConfig.fromEnvironment());
      Runtime.getRuntime().addShutdownHook(new Thread(app::close));
      System.out.println("The demo app answers at " + app.url());
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  public static DemoApp start(DemoConfig config) {
    var app = new DemoApp(config);
    app.server = create(config, app::url).start(config.host(), config.port());
    return app;
  }

  public int port() {
    return server.port();
  }

  public URI url() {
    return config.url().orElseGet(() -> URI.create("http://localhost:" + port()));
  }

  @Override
  public void close() {
    server.stop();
  }

  private static Javalin create(DemoConfig config, Supplier<URI> url) {
    var routes = new Routes(config, url);
    var secure = config.url().map(URI::getScheme).filter("https"::equals).isPresent();
    return Javalin.create(
        javalin -> {
          javalin.startup.showJavalinBanner = false;
          javalin.startup.showOldJavalinVersionWarning = false;
          javalin.http.maxRequestSize = 10_000;
          javalin.jetty.modifyServletContextHandler(context -> cookies(context, secure));
          javalin.staticFiles.add(
              files -> {
                files.hostedPath = "/assets";
                files.directory = "/demo/assets";
                files.location = Location.CLASSPATH;
              });
          routes.register(javalin.routes);
        });
  }

  private static void cookies(ServletContextHandler context, boolean secure) {
    var sessions = context.getSessionHandler();
    sessions.setSessionCookie(secure ? "__Host-fitness" : "fitness");
    sessions.setHttpOnly(true);
    sessions.setSameSite(SameSite.LAX);
    sessions.setSecureCookies(secure);
    sessions.setUsingUriParameters(false);
    sessions.setMaxInactiveInterval(3600);
  }
}
