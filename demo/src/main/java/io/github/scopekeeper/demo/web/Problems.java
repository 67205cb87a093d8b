package io.github.scopekeeper.demo.web;

import io.github.scopekeeper.demo.grants.QuestionRefusedException;
import io.github.scopekeeper.demo.oidc.ProtocolException;
import io.github.scopekeeper.demo.oidc.ProviderUnavailableException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What went wrong, in words. */
final class Problems {

  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  private final Pages pages;

  Problems(Pages pages) {
    this.pages = pages;
  }

  void register(RoutesConfig routes) {
    routes.exception(ProtocolException.class, this::untrusted);
    routes.exception(ProviderUnavailableException.class, this::unavailable);
    routes.exception(QuestionRefusedException.class, this::refused);
    routes.exception(SignInEndedException.class, this::ended);
    routes.exception(HttpResponseException.class, this::notHere);
    routes.exception(Exception.class, this::failed);
  }

  private void untrusted(ProtocolException e, Context context) {
    LOG.warn("Answer thrown away: {}", e.getMessage(), e.getCause());
    problem(context, HttpStatus.BAD_REQUEST, "That answer was thrown away", e.getMessage());
  }

  private void unavailable(ProviderUnavailableException e, Context context) {
    LOG.warn(e.getMessage());
    var text = e.getMessage() + ". Nothing is lost: try again in a moment.";
    problem(context, HttpStatus.BAD_GATEWAY, "Keycloak does not answer", text);
  }

  private void refused(QuestionRefusedException e, Context context) {
    LOG.warn("Question refused: {}", e.getMessage());
    problem(context, HttpStatus.BAD_GATEWAY, "That is not possible here", e.getMessage());
  }

  /** The home page says so, and offers to sign in. */
  private void ended(SignInEndedException e, Context context) {
    Visitors.of(context).end();
    context.redirect("/", HttpStatus.SEE_OTHER);
  }

  private void notHere(HttpResponseException e, Context context) {
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
