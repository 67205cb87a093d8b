package io.github.scopekeeper.demo.web;

import io.github.scopekeeper.demo.Feature;
import io.github.scopekeeper.demo.oidc.Answer;
import io.github.scopekeeper.demo.oidc.OidcClient;
import io.github.scopekeeper.demo.oidc.ProtocolException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;

/** From the wish to use a feature to the browser's way to Keycloak. */
final class FeatureRoutes {

  private final OidcClient client;
  private final Permissions permissions;
  private final Pages pages;

  FeatureRoutes(OidcClient client, Permissions permissions, Pages pages) {
    this.client = client;
    this.permissions = permissions;
    this.pages = pages;
  }

  void register(RoutesConfig routes) {
    routes.post("/sign-in", this::signIn);
    routes.post("/ask/{feature}", this::ask);
    routes.get("/ask/{feature}", this::show);
    routes.post("/ask/{feature}/go", this::go);
  }

  /** The only request that is made without asking first: there is no token to ask with. */
  private void signIn(Context context) {
    var visitor = Visitors.checkedForm(context);
    var request = client.begin(Feature.SIGN_IN);
    visitor.remember(request);
    context.redirect(request.uri().toString(), HttpStatus.SEE_OTHER);
  }

  private void ask(Context context) throws ProtocolException, SignInEndedException {
    var visitor = Visitors.checkedForm(context);
    var feature = feature(context);
    var proposal = permissions.propose(visitor, feature);
    if (proposal.available()) {
      visitor.accept(new Answer.Ready(feature));
    } else if (proposal.authorizationUrl().isEmpty()) {
      visitor.accept(new Answer.NotYet(feature));
    } else {
      visitor.propose(feature, proposal);
      context.redirect("/ask/" + feature.id(), HttpStatus.SEE_OTHER);
      return;
    }
    context.redirect("/", HttpStatus.SEE_OTHER);
  }

  private void show(Context context) {
    var visitor = Visitors.of(context);
    var feature = feature(context);
    visitor
        .proposal(feature)
        .map(proposal -> AskPage.of(visitor.formKey(), feature, proposal))
        .ifPresentOrElse(
            page -> context.html(pages.ask(page)),
            () -> context.redirect("/", HttpStatus.SEE_OTHER));
  }

  private void go(Context context) throws ProtocolException {
    var visitor = Visitors.checkedForm(context);
    var feature = feature(context);
    var proposal = visitor.proposal(feature);
    if (proposal.isEmpty()) {
      context.redirect("/", HttpStatus.SEE_OTHER);
      return;
    }
    var request = client.begin(feature, proposal.get().authorizationUrl().orElseThrow());
    visitor.remember(request);
    context.redirect(request.uri().toString(), HttpStatus.SEE_OTHER);
  }

  private static Feature feature(Context context) {
    return Feature.byId(context.pathParam("feature"))
        .filter(feature -> feature != Feature.SIGN_IN)
        .orElseThrow(NotFoundResponse::new);
  }
}
