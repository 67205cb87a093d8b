package io.github.scopekeeper.resource.spring;

import io.github.scopekeeper.resource.ResourceServer;
import io.github.scopekeeper.resource.answer.Answer;
import io.github.scopekeeper.resource.answer.Refusal;
import io.github.scopekeeper.resource.rule.Operation;
import io.github.scopekeeper.resource.servlet.AnswerWriter;
import io.github.scopekeeper.resource.servlet.CurrentRequest;
import io.github.scopekeeper.resource.token.TokenException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/** Answers refusals as they are answered everywhere. */
final class RefusalHandler implements AuthenticationEntryPoint, AccessDeniedHandler {

  private static final Operation ANY = Operation.named("any");
  private static final Answer DENIED =
      AnswerWriter.plain(403, "access_denied", "This API does not let you do this");

  private final ResourceServer server;

  RefusalHandler(ResourceServer server) {
    this.server = server;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
      throws IOException {
    AnswerWriter.write(answer(request, e), response);
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
      throws IOException {
    if (response.isCommitted()) {
      return;
    }
    AnswerWriter.write(answer(request, e), response);
  }

  private Answer answer(HttpServletRequest request, Exception thrown) {
    Optional<ScopeDecision> decision = decision(thrown);
    if (decision.isPresent()) {
      Refusal refusal = decision.get().refusal().orElseThrow();
      Optional<CurrentRequest> current = CurrentRequest.of(request);
      return decision.get().isByOperation() && current.isPresent()
          ? current.get().refuse(refusal)
          : server.answer(refusal);
    }
    TokenException problem = Deciding.problem(request);
    return problem == null ? DENIED : server.answer(server.refusal(problem, ANY));
  }

  /** Who comes without a token is sent here with the denial as the cause. */
  private static Optional<ScopeDecision> decision(Throwable thrown) {
    Throwable at = thrown;
    for (int depth = 0; at != null && depth < 5; depth++) {
      if (at instanceof AuthorizationDeniedException denied
          && denied.getAuthorizationResult() instanceof ScopeDecision decision
          && !decision.isGranted()) {
        return Optional.of(decision);
      }
      at = at.getCause();
    }
    return Optional.empty();
  }
}
