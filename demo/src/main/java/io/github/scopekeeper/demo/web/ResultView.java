package io.github.scopekeeper.demo.web;

import io.github.scopekeeper.demo.Feature;
import io.github.scopekeeper.demo.oidc.Answer;
import java.util.Arrays;
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
    Moment retry) {

  static ResultView of(Answer answer, Visitor visitor, Moment retry) {
    if (answer instanceof Answer.Tokens tokens) {
      return ofTokens(tokens, visitor, retry);
    }
    if (answer instanceof Answer.Refusal refusal) {
      return ofRefusal(refusal, visitor.scope(), retry);
    }
    return answer.allowed()
        ? ofNoRequest(answer, "The token at hand is enough: nobody had to be asked.", null)
        : ofNoRequest(answer, "You said no to this lately, so the app does not ask.", retry);
  }

  private static ResultView ofTokens(Answer.Tokens tokens, Visitor visitor, Moment retry) {
    var scope = tokens.signedIn().scope();
    var before = visitor.scopeBefore();
    var kept = new TreeSet<>(scope);
    kept.retainAll(before);
    kept.removeAll(tokens.asked());
    return new ResultView(
        tokens.feature().id(),
        tokens.allowed(),
        headline(tokens),
        tokens.allowed()
            ? "The permission came back with the token."
            : "A token came back, but without all that this needs. " + goesOn(tokens, scope),
        sorted(tokens.asked()),
        without(scope, before),
        List.copyOf(kept),
        sorted(tokens.missing()),
        null,
        tokens.allowed() ? null : retry);
  }

  private static ResultView ofRefusal(Answer.Refusal refusal, Set<String> scope, Moment retry) {
    var why = refusal.deniedByUser() ? "The permission was denied. " : "Keycloak gave no token. ";
    var description = refusal.description().isEmpty() ? "" : ": " + refusal.description();
    return new ResultView(
        refusal.feature().id(),
        false,
        headline(refusal),
        why + goesOn(refusal, scope),
        List.of(),
        List.of(),
        List.of(),
        without(refusal.feature().scopes(), scope),
        refusal.error() + description,
        retry);
  }

  private static ResultView ofNoRequest(Answer answer, String explanation, Moment retry) {
    return new ResultView(
        answer.feature().id(),
        answer.allowed(),
        headline(answer),
        explanation,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        retry);
  }

  private static String headline(Answer answer) {
    return "The app may " + (answer.allowed() ? "" : "not ") + answer.feature().inWords() + ".";
  }

  private static List<String> sorted(Collection<String> scopes) {
    return List.copyOf(new TreeSet<>(scopes));
  }

  private static List<String> without(Collection<String> scopes, Set<String> others) {
    return scopes.stream().filter(scope -> !others.contains(scope)).sorted().toList();
  }

  private static String goesOn(Answer answer, Set<String> scope) {
    var words =
        Arrays.stream(Feature.values())
            .filter(feature -> feature != answer.feature())
            .filter(feature -> scope.containsAll(feature.scopes()))
            .map(Feature::inWords)
            .toList();
    if (words.isEmpty()) {
      return "The app goes on without it.";
    }
    var last = words.size() - 1;
    var list =
        last == 0
            ? words.get(0)
            : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    return "The app goes on with what it has: it may " + list + ".";
  }
}
