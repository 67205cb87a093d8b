package io.github.scopekeeper.demo.web;

import io.github.scopekeeper.demo.Feature;
import io.github.scopekeeper.demo.call.Challenge;
import io.github.scopekeeper.demo.call.FitnessApi;
import io.github.scopekeeper.demo.call.Reply;
import io.github.scopekeeper.demo.oidc.Answer;
import io.github.scopekeeper.demo.oidc.OidcClient;
import io.github.scopekeeper.demo.oidc.PendingRequest;
import io.github.scopekeeper.demo.oidc.ProtocolException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.util.Set;

/**
 * From the wish to use a feature to the API, and where that wants more of the user, to Keycloak.
 * Only a button that somebody pressed sends the browser away, never an answer that came back: so
 * there is no way round in circles.
 */
final class FeatureRoutes {

  private final OidcClient client;
  private final Renewal renewal;
  private final FitnessApi api;
  private final Permissions permissions;
  private final Pages pages;

  FeatureRoutes(
      OidcClient client, Renewal renewal, FitnessApi api, Permissions permissions, Pages pages) {
    this.client = client;
    this.renewal = renewal;
    this.api = api;
    this.permissions = permissions;
    this.pages = pages;
  }

  void register(RoutesConfig routes) {
    routes.post("/sign-in", this::signIn);
    routes.post("/use/{feature}", this::use);
    routes.get("/ask/{feature}", this::show);
    routes.post("/ask/{feature}/go", this::go);
  }

  /** The only request that is made without asking first: there is no token to ask with. */
  private void signIn(Context context) {
    leave(context, Visitors.checkedForm(context), client.begin(Feature.SIGN_IN));
  }

  private void use(Context context) throws ProtocolException, SignInEndedException {
    var visitor = Visitors.checkedForm(context);
    var feature = feature(context);
    var reply = call(visitor, feature);
    if (reply instanceof Reply.Challenged challenged
        && !visitor.hasAnsweredInVain(feature, challenged.challenge())) {
      answer(context, visitor, feature, challenged);
    } else {
      end(context, visitor, Outcome.of(new Answer.Ready(feature), reply));
    }
  }

  private void answer(
      Context context, Visitor visitor, Feature feature, Reply.Challenged challenged)
      throws ProtocolException, SignInEndedException {
    var challenge = challenged.challenge();
    if (challenge.isOfLogin()) {
      leave(context, visitor, client.begin(feature, needs(feature, challenge), challenge.maxAge()));
      return;
    }
    var proposal = permissions.propose(visitor, feature, challenge.scope());
    if (proposal.available()) {
      end(context, visitor, Outcome.of(new Answer.Ready(feature), challenged));
    } else if (proposal.authorizationUrl().isEmpty()) {
      end(context, visitor, Outcome.of(new Answer.NotYet(feature)));
    } else {
      visitor.propose(feature, new Proposed(challenge.scope(), proposal));
      context.redirect("/ask/" + feature.id(), HttpStatus.SEE_OTHER);
    }
  }

  private void show(Context context) {
    var visitor = Visitors.of(context);
    var feature = feature(context);
    visitor
        .proposed(feature)
        .map(proposed -> AskPage.of(visitor.formKey(), feature, proposed))
        .ifPresentOrElse(
            page -> context.html(pages.ask(page)),
            () -> context.redirect("/", HttpStatus.SEE_OTHER));
  }

  private void go(Context context) throws ProtocolException {
    var visitor = Visitors.checkedForm(context);
    var feature = feature(context);
    var proposed = visitor.proposed(feature);
    if (proposed.isEmpty()) {
      context.redirect("/", HttpStatus.SEE_OTHER);
      return;
    }
    var url = proposed.get().proposal().authorizationUrl().orElseThrow();
    leave(context, visitor, client.begin(feature, proposed.get().needs(), url));
  }

  /** What came back from Keycloak may be enough: the API is asked once more, and no further. */
  void resume(Visitor visitor, Answer answer) throws ProtocolException, SignInEndedException {
    visitor.accept(answer);
    if (answer.allowed() && answer.feature() != Feature.SIGN_IN) {
      visitor.conclude(Outcome.of(answer, call(visitor, answer.feature())));
    }
  }

  private Reply call(Visitor visitor, Feature feature)
      throws ProtocolException, SignInEndedException {
    return renewal.use(visitor, token -> api.call(feature, token));
  }

  private static Set<String> needs(Feature feature, Challenge challenge) {
    return challenge.scope().isEmpty() ? feature.scopes() : challenge.scope();
  }

  private static void leave(Context context, Visitor visitor, PendingRequest request) {
    visitor.remember(request);
    context.redirect(request.uri().toString(), HttpStatus.SEE_OTHER);
  }

  private static void end(Context context, Visitor visitor, Outcome outcome) {
    visitor.conclude(outcome);
    context.redirect("/", HttpStatus.SEE_OTHER);
  }

  private static Feature feature(Context context) {
    return Feature.byId(context.pathParam("feature"))
        .filter(feature -> feature != Feature.SIGN_IN)
        .orElseThrow(NotFoundResponse::new);
  }
}
