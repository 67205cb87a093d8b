package io.github.scopekeeper.demo.web;

import io.github.scopekeeper.demo.Feature;
import io.github.scopekeeper.demo.call.Reply;
import io.github.scopekeeper.demo.oidc.Answer;
import java.util.Arrays;
import java.util.Set;

/**
 * How the wish to use a feature ended, for the user.
 *
 * @param scope of the access token at hand
 */
record ResultWords(Outcome outcome, Set<String> scope) {

  String headline() {
    if (outcome.reply().orElse(null) instanceof Reply.Failed) {
      return "That did not work.";
    }
    return "The app may " + (outcome.succeeded() ? "" : "not ") + outcome.feature().inWords() + ".";
  }

  String explanation() {
    return outcome.reply().map(this::ofReply).orElseGet(this::ofAnswer);
  }

  private String ofReply(Reply reply) {
    if (reply instanceof Reply.Failed failed) {
      return failed.words();
    }
    if (reply instanceof Reply.Challenged) {
      return "The API wants something that Keycloak has given already. Asking once more would not"
          + " help, so the app does not.";
    }
    return outcome.answer() instanceof Answer.Tokens
        ? "The API has done it with the new token."
        : "The token at hand is enough: nobody had to be asked.";
  }

  private String ofAnswer() {
    var answer = outcome.answer();
    if (answer instanceof Answer.Tokens) {
      return answer.allowed()
          ? "The permission came back with the token."
          : "A token came back, but without all that this needs. " + goesOn();
    }
    if (answer instanceof Answer.Refusal refusal) {
      return (refusal.deniedByUser() ? "The permission was denied. " : "Keycloak gave no token. ")
          + goesOn();
    }
    return "You said no to this lately, so the app does not ask.";
  }

  private String goesOn() {
    var words =
        Arrays.stream(Feature.values())
            .filter(feature -> feature != outcome.feature())
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
