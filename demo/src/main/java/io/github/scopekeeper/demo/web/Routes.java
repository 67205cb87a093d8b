package io.github.scopekeeper.demo.web;

import io.github.scopekeeper.demo.DemoConfig;
import io.github.scopekeeper.demo.Feature;
import io.github.scopekeeper.demo.oidc.OidcClient;
import io.github.scopekeeper.demo.oidc.ProtocolException;
import io.github.scopekeeper.demo.oidc.ProviderUnavailableException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.net.URI;
import java.security.MessageDigest;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens at which path. */
public final class Routes {

  private static final Logger LOG = LoggerFactory.getLogger(Routes.class);
  private static final String VISITOR = "visitor";

  private final OidcClient client;
  private final SecurityHeaders headers;
  private final Pages pages = new Pages();

  public Routes(DemoConfig config, Supplier<URI> appUrl) {
    this.client = new OidcClient(config, appUrl);
    this.headers = new SecurityHeaders(config.issuer());
  }

  public void register(RoutesConfig routes) {
    routes.before(headers);
    routes.get("/", this::home);
    routes.post("/ask/{feature}", this::ask);
    routes.get(OidcClient.CALLBACK_PATH, this::callback);
    routes.post("/sign-out", this::signOut);
    routes.get(
        "/health",
        context -> context.contentType("application/json").result("{\"status\":\"UP\"}"));
    routes.exception(ProtocolException.class, this::untrusted);
    routes.exception(ProviderUnavailableException.class, this::unavailable);
    routes.exception(HttpResponseException.class, this::refused);
    routes.exception(Exception.class, this::failed);
  }

  private void home(Context context) {
    context.html(pages.home(HomePage.of(visitor(context))));
  }

  private void ask(Context context) {
    checkForm(context);
    var feature = Feature.byId(context.pathParam("feature")).orElseThrow(NotFoundResponse::new);
    var request = client.begin(feature);
    var uri = client.authorizationUri(request);
    visitor(context).remember(request);
    context.redirect(uri.toString(), HttpStatus.SEE_OTHER);
  }

  private void callback(Context context) throws ProtocolException {
    var response = client.parse(context.queryString() == null ? "" : context.queryString());
    var visitor = visitor(context);
    var request = visitor.take(response.getState());
    visitor.accept(client.complete(request, response));
    // Another session id once somebody is signed in, so that one fixed before is worth nothing.
    context.req().changeSessionId();
    context.redirect("/", HttpStatus.SEE_OTHER);
  }

  private void signOut(Context context) {
    checkForm(context);
    var target = visitor(context).identity().map(client::signOutUri).map(URI::toString).orElse("/");
    context.req().getSession().invalidate();
    context.redirect(target, HttpStatus.SEE_OTHER);
  }

  private static Visitor visitor(Context context) {
    Visitor visitor = context.sessionAttribute(VISITOR);
    if (visitor == null) {
      visitor = new Visitor();
      context.sessionAttribute(VISITOR, visitor);
    }
    return visitor;
  }

  private static void checkForm(Context context) {
    var sent = context.formParam("key");
    var expected = visitor(context).formKey();
    if (sent == null || !MessageDigest.isEqual(sent.getBytes(), expected.getBytes())) {
      throw new ForbiddenResponse("This page is too old. Go back and try again.");
    }
  }

  private void untrusted(ProtocolException e, Context context) {
    LOG.warn("Answer thrown away: {}", e.getMessage(), e.getCause());
    problem(context, HttpStatus.BAD_REQUEST, "That answer was thrown away", e.getMessage());
  }

  private void unavailable(ProviderUnavailableException e, Context context) {
    LOG.warn(e.getMessage());
    problem(context, HttpStatus.BAD_GATEWAY, "Keycloak does not answer", e.getMessage());
  }

  private void refused(HttpResponseException e, Context context) {
    var status = HttpStatus.forStatus(e.getStatus());
    var text = status == HttpStatus.NOT_FOUND ? "There is no such page." : e.getMessage();
    problem(context, status, "That did not work", text);
  }

  private void failed(Exception e, Context context) {
    LOG.error("{} {} failed", context.method(), context.path(), e);
    problem(
        context,
        HttpStatus.INTERNAL_SERVER_ERROR,
        "Something is broken in the app",
        "Its log says what.");
  }

  private void problem(Context context, HttpStatus status, String title, String text) {
    context.status(status).html(pages.problem(title, text));
  }
}
