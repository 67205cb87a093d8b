package io.github.scopekeeper.demo.web;

import io.github.scopekeeper.demo.Feature;
import io.github.scopekeeper.demo.oidc.Answer;
import io.github.scopekeeper.demo.oidc.DecodedToken;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

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

  static ResultView of(Answer answer, List<Feature> stillAllowed) {
    if (answer instanceof Answer.Tokens tokens) {
      return ofTokens(tokens, stillAllowed);
    }
    return ofRefusal((Answer.Refusal) answer, stillAllowed);
  }

  private static ResultView ofTokens(Answer.Tokens tokens, List<Feature> stillAllowed) {
    var feature = tokens.feature();
    var headline =
        tokens.allowed()
            ? "The app may " + feature.inWords() + "."
            : "The app may not " + feature.inWords() + ".";
    var explanation =
        tokens.allowed()
            ? "The permission came back with the token."
            : "A token came back, but without this permission: it was not granted. "
                + goesOn(stillAllowed);
    return new ResultView(
        feature.id(),
        tokens.allowed(),
        headline,
        explanation,
        asked(feature),
        List.copyOf(new TreeSet<>(tokens.scope())),
        List.copyOf(tokens.missing()),
        null,
        DecodedToken.of(tokens.accessToken()));
  }

  private static ResultView ofRefusal(Answer.Refusal refusal, List<Feature> stillAllowed) {
    var feature = refusal.feature();
    var why = refusal.deniedByUser() ? "The permission was denied. " : "Keycloak gave no token. ";
    var error =
        refusal.description().isEmpty()
            ? refusal.error()
            : refusal.error() + ": " + refusal.description();
    return new ResultView(
        feature.id(),
        false,
        "The app may not " + feature.inWords() + ".",
        why + goesOn(stillAllowed),
        asked(feature),
        null,
        List.copyOf(feature.scopes()),
        error,
        null);
  }

  private static List<String> asked(Feature feature) {
    var asked = new TreeSet<>(feature.scopes());
    asked.add("openid");
    return List.copyOf(asked);
  }

  private static String goesOn(List<Feature> stillAllowed) {
    if (stillAllowed.isEmpty()) {
      return "Nothing is lost: the app goes on without it.";
    }
    return stillAllowed.stream()
        .map(Feature::inWords)
        .collect(Collectors.joining(", ", "It goes on with what it has. It may still: ", "."));
  }
}
