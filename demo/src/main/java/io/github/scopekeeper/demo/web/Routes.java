package io.github.scopekeeper.demo.web;

import io.github.scopekeeper.demo.DemoConfig;
import io.github.scopekeeper.demo.call.FitnessApi;
import io.github.scopekeeper.demo.grants.Overview;
import io.github.scopekeeper.demo.grants.QuestionRefusedException;
import io.github.scopekeeper.demo.grants.ScopeGrants;
import io.github.scopekeeper.demo.oidc.OidcClient;
import io.github.scopekeeper.demo.oidc.PendingRequest;
import io.github.scopekeeper.demo.oidc.ProtocolException;
import io.github.scopekeeper.demo.oidc.ProviderUnavailableException;
import io.github.scopekeeper.demo.oidc.SignedIn;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens at which path. */
public final class Routes {

  private static final Logger LOG = LoggerFactory.getLogger(Routes.class);

  private final OidcClient client;
  private final Permissions permissions;
  private final FeatureRoutes features;
  private final SecurityHeaders headers;
  private final URI permissionsUrl;
  private final Pages pages = new Pages();

  public Routes(DemoConfig config, Supplier<URI> appUrl) {
    this.client = new OidcClient(config, appUrl);
    var renewal = new Renewal(client);
    this.permissions = new Permissions(client, renewal, new ScopeGrants(config.internalIssuer()));
    this.features =
        new FeatureRoutes(client, renewal, new FitnessApi(config.api()), permissions, pages);
    this.headers = new SecurityHeaders(config.issuer());
    this.permissionsUrl = URI.create(config.issuer() + "/scope-permissions");
  }

  public void register(RoutesConfig routes) {
    routes.before(headers);
    routes.get("/", this::home);
    features.register(routes);
    routes.get(OidcClient.CALLBACK_PATH, this::callback);
    routes.post("/sign-out", this::signOut);
    routes.get(
        "/health",
        context -> context.contentType("application/json").result("{\"status\":\"UP\"}"));
    new Problems(pages).register(routes);
  }

  private void home(Context context) {
    var visitor = Visitors.of(context);
    var overview = overview(visitor);
    context.html(pages.home(HomePage.of(visitor, overview, permissionsUrl)));
  }

  /** The page is of use without it. */
  private Optional<Overview> overview(Visitor visitor) {
    if (visitor.signedIn().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(permissions.overview(visitor));
    } catch (SignInEndedException e) {
      visitor.end();
    } catch (ProtocolException | ProviderUnavailableException | QuestionRefusedException e) {
      LOG.warn("No overview of the permissions: {}", e.getMessage());
    }
    return Optional.empty();
  }

  private void callback(Context context) throws ProtocolException, SignInEndedException {
    var response = client.parse(context.queryString() == null ? "" : context.queryString());
    var visitor = Visitors.of(context);
    var request = visitor.take(response.getState());
    var existing = visitor.signedIn().flatMap(SignedIn::refreshToken);
    var answer = client.complete(request, response, existing);
    // Another session id once somebody is signed in, so that one fixed before is worth nothing.
    context.req().changeSessionId();
    if (existing.isPresent() && answer.isInvalidGrant()) {
      askAnew(context, visitor, request.orElseThrow());
    } else {
      features.resume(visitor, answer);
      context.redirect("/", HttpStatus.SEE_OTHER);
    }
  }

  /** Somebody else has signed in, or the sign-in has ended meanwhile: nothing comes along. */
  private void askAnew(Context context, Visitor visitor, PendingRequest refused) {
    visitor.end();
    var request = client.again(refused);
    visitor.remember(request);
    context.redirect(request.uri().toString(), HttpStatus.SEE_OTHER);
  }

  private void signOut(Context context) {
    var visitor = Visitors.checkedForm(context);
    var target = visitor.identity().map(client::signOutUri).map(URI::toString).orElse("/");
    context.req().getSession().invalidate();
    context.redirect(target, HttpStatus.SEE_OTHER);
  }
}
