package io.github.scopekeeper.demo.web;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.openid.connect.sdk.Nonce;
import io.github.scopekeeper.demo.Feature;
import io.github.scopekeeper.demo.oidc.Answer;
import io.github.scopekeeper.demo.oidc.Identity;
import io.github.scopekeeper.demo.oidc.PendingRequest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the app remembers of one browser. Lives in its HTTP session; two tabs may use it at once.
 */
final class Visitor {

  private static final int MOST_PENDING = 10;
  private static final int MOST_WORKOUTS = 50;

  private final String formKey = new Nonce().getValue();
  private final Map<String, PendingRequest> pending = new LinkedHashMap<>();
  private final Map<Feature, Answer> answers = new EnumMap<>(Feature.class);
  private final List<String> workouts = new ArrayList<>();
  private Identity identity;
  private Answer latest;
  private int logged;

  /** Every form carries it: another site, or another port of this host, cannot know it. */
  String formKey() {
    return formKey;
  }

  synchronized void remember(PendingRequest request) {
    if (pending.size() == MOST_PENDING) {
      pending.remove(pending.keySet().iterator().next());
    }
    pending.put(request.state().getValue(), request);
  }

  /** The request that this state belongs to. An answer counts once. */
  synchronized Optional<PendingRequest> take(State state) {
    return Optional.ofNullable(state).map(s -> pending.remove(s.getValue()));
  }

  synchronized void accept(Answer answer) {
    latest = answer;
    if (answer instanceof Answer.Tokens tokens) {
      become(tokens.identity());
    }
    answers.put(answer.feature(), answer);
    if (answer.allowed()) {
      use(answer.feature());
    }
  }

  synchronized Optional<Identity> identity() {
    return Optional.ofNullable(identity);
  }

  synchronized Optional<Answer> latest() {
    return Optional.ofNullable(latest);
  }

  synchronized Optional<Answer> answerTo(Feature feature) {
    return Optional.ofNullable(answers.get(feature));
  }

  /** What the app may do; a refusal takes away nothing but what was refused. */
  synchronized List<Feature> allowed() {
    return answers.values().stream().filter(Answer::allowed).map(Answer::feature).toList();
  }

  synchronized List<String> workouts() {
    return List.copyOf(workouts);
  }

  private void become(Identity newcomer) {
    if (identity != null && identity.subject().equals(newcomer.subject())) {
      identity = newcomer.orNameOf(identity);
      return;
    }
    // Nothing of somebody who was here before may remain.
    answers.clear();
    workouts.clear();
    identity = newcomer;
  }

  private void use(Feature feature) {
    if (feature == Feature.LOG_WORKOUT && workouts.size() < MOST_WORKOUTS) {
      workouts.add("Workout " + ++logged + ": 5 km run");
    } else if (feature == Feature.DELETE_WORKOUTS) {
      workouts.clear();
    }
  }
}
