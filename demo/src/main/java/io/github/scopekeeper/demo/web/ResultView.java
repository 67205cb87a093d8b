package io.github.scopekeeper.demo.web;

import io.github.scopekeeper.demo.call.Reply;
import io.github.scopekeeper.demo.oidc.Answer;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The latest answer in plain words.
 *
 * @param feature id of what was asked for
 * @param asked the scopes of the request; empty where none was made
 * @param added what came back and was not there before
 * @param kept what came back and was there before, though nobody asked for it again
 * @param missing what was asked for and did not come back
 * @param error the error as Keycloak put it, null when a token came
 * @param done what the API answered; null where it did nothing
 * @param retry from when the app may ask again; null where it may already, and where it need not
 */
public record ResultView(
    String feature,
    boolean allowed,
    String headline,
    String explanation,
    List<String> asked,
    List<String> added,
    List<String> kept,
    List<String> missing,
    String error,
    Reply.Done done,
    Moment retry) {

  static ResultView of(Outcome outcome, Visitor visitor, Moment retry) {
    var words = new ResultWords(outcome, visitor.scope());
    var answer = outcome.answer();
    var tokens = answer instanceof Answer.Tokens t ? t : null;
    return new ResultView(
        outcome.feature().id(),
        outcome.succeeded(),
        words.headline(),
        words.explanation(),
        tokens == null ? List.of() : sorted(tokens.asked()),
        tokens == null ? List.of() : without(tokens.signedIn().scope(), visitor.scopeBefore()),
        tokens == null ? List.of() : kept(tokens, visitor.scopeBefore()),
        missing(answer, visitor.scope()),
        answer instanceof Answer.Refusal refusal ? error(refusal) : null,
        outcome.reply().orElse(null) instanceof Reply.Done done ? done : null,
        answer.allowed() ? null : retry);
  }

  private static List<String> kept(Answer.Tokens tokens, Set<String> before) {
    var kept = new TreeSet<>(tokens.signedIn().scope());
    kept.retainAll(before);
    kept.removeAll(tokens.asked());
    return List.copyOf(kept);
  }

  private static List<String> missing(Answer answer, Set<String> scope) {
    if (answer instanceof Answer.Tokens tokens) {
      return sorted(tokens.missing());
    }
    return answer instanceof Answer.Refusal refusal
        ? without(refusal.feature().scopes(), scope)
        : List.of();
  }

  private static String error(Answer.Refusal refusal) {
    return refusal.error() + (refusal.description().isEmpty() ? "" : ": " + refusal.description());
  }

  private static List<String> sorted(Collection<String> scopes) {
    return List.copyOf(new TreeSet<>(scopes));
  }

  private static List<String> without(Collection<String> scopes, Set<String> others) {
    return scopes.stream().filter(scope -> !others.contains(scope)).sorted().toList();
  }
}
