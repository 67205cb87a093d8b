package io.github.scopekeeper.demo.web;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.openid.connect.sdk.Nonce;
import io.github.scopekeeper.demo.Feature;
import io.github.scopekeeper.demo.grants.Proposal;
import io.github.scopekeeper.demo.oidc.Answer;
import io.github.scopekeeper.demo.oidc.Identity;
import io.github.scopekeeper.demo.oidc.PendingRequest;
import io.github.scopekeeper.demo.oidc.SignedIn;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the app remembers of one browser. Lives in its HTTP session; two tabs may use it at once.
 */
final class Visitor {

  private static final int MOST_PENDING = 10;
  private static final int MOST_WORKOUTS = 50;

  private final String formKey = new Nonce().getValue();
  private final Map<String, PendingRequest> pending = new LinkedHashMap<>();
  private final Map<Feature, Proposal> proposals = new EnumMap<>(Feature.class);
  private final List<String> workouts = new ArrayList<>();
  private Identity identity;
  private SignedIn signedIn;
  private Set<String> scopeBefore = Set.of();
  private Answer latest;
  private boolean ended;
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

  synchronized void propose(Feature feature, Proposal proposal) {
    proposals.put(feature, proposal);
  }

  /** What Keycloak proposed for this feature and the user has not answered yet. */
  synchronized Optional<Proposal> proposal(Feature feature) {
    return Optional.ofNullable(proposals.get(feature));
  }

  synchronized void accept(Answer answer) {
    if (answer instanceof Answer.Tokens tokens) {
      become(tokens.signedIn());
    }
    latest = answer;
    proposals.remove(answer.feature());
    if (answer.allowed()) {
      use(answer.feature());
    }
  }

  /** The same sign-in, with another access token. */
  synchronized void renew(SignedIn renewed) {
    if (signedIn != null) {
      signedIn = renewed;
    }
  }

  /** Keycloak knows nothing of this sign-in any more. */
  synchronized void end() {
    ended = true;
    signedIn = null;
    latest = null;
    proposals.clear();
  }

  synchronized boolean ended() {
    return ended;
  }

  synchronized Optional<SignedIn> signedIn() {
    return Optional.ofNullable(signedIn);
  }

  synchronized Optional<Identity> identity() {
    return Optional.ofNullable(identity);
  }

  synchronized Optional<Answer> latest() {
    return Optional.ofNullable(latest);
  }

  /** What the access token at hand is good for. */
  synchronized Set<String> scope() {
    return signedIn == null ? Set.of() : signedIn.scope();
  }

  /** The same of the access token before. */
  synchronized Set<String> scopeBefore() {
    return scopeBefore;
  }

  synchronized List<String> workouts() {
    return List.copyOf(workouts);
  }

  private void become(SignedIn newcomer) {
    ended = false;
    if (identity != null && identity.subject().equals(newcomer.identity().subject())) {
      scopeBefore = scope();
      identity = newcomer.identity().orNameOf(identity);
    } else {
      // Nothing of somebody who was here before may remain.
      scopeBefore = Set.of();
      proposals.clear();
      workouts.clear();
      identity = newcomer.identity();
    }
    signedIn = newcomer.as(identity);
  }

  private void use(Feature feature) {
    if (feature == Feature.LOG_WORKOUT && workouts.size() < MOST_WORKOUTS) {
      workouts.add("Workout " + ++logged + ": 5 km run");
    } else if (feature == Feature.DELETE_WORKOUTS) {
      workouts.clear();
    }
  }
}
