package io.github.scopekeeper.demo.web;

import io.github.scopekeeper.demo.Feature;
import io.github.scopekeeper.demo.oidc.Answer;
import io.github.scopekeeper.demo.oidc.DecodedToken;
import java.util.List;
import java.util.TreeSet;

/**
 * The latest answer in plain words.
 *
 * @param feature id of what was asked for
 * @param scope what came back, null when no token came
 * @param missing what was asked for and did not come back
 * @param error the error as Keycloak put it, null when a token came
 * @param token the decoded access token, null when none came
 */
public record ResultView(
    String feature,
    boolean allowed,
    String headline,
    String explanation,
    List<String> asked,
    List<String> scope,
    List<String> missing,
    String error,
    String token) {

  static ResultView of(Answer answer, List<Feature> allowed) {
    if (answer instanceof Answer.Tokens tokens) {
      return ofTokens(tokens, allowed);
    }
    return ofRefusal((Answer.Refusal) answer, allowed);
  }

  private static ResultView ofTokens(Answer.Tokens tokens, List<Feature> allowed) {
    var feature = tokens.feature();
    return new ResultView(
        feature.id(),
        tokens.allowed(),
        headline(tokens),
        tokens.allowed()
            ? "The permission came back with the token."
            : "A token came back, but without this permission: it was not granted. "
                + goesOn(allowed),
        asked(feature),
        List.copyOf(new TreeSet<>(tokens.scope())),
        List.copyOf(tokens.missing()),
        null,
        DecodedToken.of(tokens.accessToken()));
  }

  private static ResultView ofRefusal(Answer.Refusal refusal, List<Feature> allowed) {
    var feature = refusal.feature();
    var why = refusal.deniedByUser() ? "The permission was denied. " : "Keycloak gave no token. ";
    var description = refusal.description().isEmpty() ? "" : ": " + refusal.description();
    return new ResultView(
        feature.id(),
        false,
        headline(refusal),
        why + goesOn(allowed),
        asked(feature),
        null,
        List.copyOf(feature.scopes()),
        refusal.error() + description,
        null);
  }

  private static String headline(Answer answer) {
    return "The app may " + (answer.allowed() ? "" : "not ") + answer.feature().inWords() + ".";
  }

  private static List<String> asked(Feature feature) {
    var asked = new TreeSet<>(feature.scopes());
    asked.add("openid");
    return List.copyOf(asked);
  }

  private static String goesOn(List<Feature> allowed) {
    if (allowed.isEmpty()) {
      return "The app goes on without it.";
    }
    var words = allowed.stream().map(Feature::inWords).toList();
    var last = words.size() - 1;
    var list =
        last == 0
            ? words.get(0)
            : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    return "The app goes on with what it has: it may " + list + ".";
  }
}
