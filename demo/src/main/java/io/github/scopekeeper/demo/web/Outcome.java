package io.github.scopekeeper.demo.web;

import io.github.scopekeeper.demo.Feature;
import io.github.scopekeeper.demo.call.Reply;
import io.github.scopekeeper.demo.oidc.Answer;
import java.util.Optional;

/**
 * How the wish to use a feature ended.
 *
 * @param answer what Keycloak said
 * @param reply what the API said; empty where it was not asked
 */
record Outcome(Answer answer, Optional<Reply> reply) {

  static Outcome of(Answer answer) {
    return new Outcome(answer, Optional.empty());
  }

  static Outcome of(Answer answer, Reply reply) {
    return new Outcome(answer, Optional.of(reply));
  }

  Feature feature() {
    return answer.feature();
  }

  /** Whether the user got what they wanted. */
  boolean succeeded() {
    return reply.map(said -> said instanceof Reply.Done).orElse(answer.allowed());
  }
}
