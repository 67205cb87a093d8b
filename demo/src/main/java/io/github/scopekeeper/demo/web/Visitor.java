package io.github.scopekeeper.demo.web;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.openid.connect.sdk.Nonce;
import io.github.scopekeeper.demo.Feature;
import io.github.scopekeeper.demo.call.Challenge;
import io.github.scopekeeper.demo.call.Reply;
import io.github.scopekeeper.demo.oidc.Answer;
import io.github.scopekeeper.demo.oidc.Identity;
import io.github.scopekeeper.demo.oidc.PendingRequest;
import io.github.scopekeeper.demo.oidc.SignedIn;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the app remembers of one browser. Lives in its HTTP session; two tabs may use it at once.
 */
final class Visitor {

  private static final int MOST_PENDING = 10;

  private final String formKey = new Nonce().getValue();
  private final Map<String, PendingRequest> pending = new LinkedHashMap<>();
  private final Map<Feature, Proposed> proposals = new EnumMap<>(Feature.class);
  private final Map<Feature, Challenge> inVain = new EnumMap<>(Feature.class);
  private Identity identity;
  private SignedIn signedIn;
  private Set<String> scopeBefore = Set.of();
  private Outcome latest;
  private boolean ended;

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

  synchronized void propose(Feature feature, Proposed proposed) {
    proposals.put(feature, proposed);
  }

  /** What Keycloak proposed for this feature and the user has not answered yet. */
  synchronized Optional<Proposed> proposed(Feature feature) {
    return Optional.ofNullable(proposals.get(feature));
  }

  synchronized void accept(Answer answer) {
    if (answer instanceof Answer.Tokens tokens) {
      become(tokens.signedIn());
    }
    conclude(Outcome.of(answer));
  }

  /** The end of the wish to use a feature. */
  synchronized void conclude(Outcome outcome) {
    latest = outcome;
    proposals.remove(outcome.feature());
    var reply = outcome.reply().orElse(null);
    if (reply instanceof Reply.Done) {
      inVain.remove(outcome.feature());
    } else if (reply instanceof Reply.Challenged challenged
        && outcome.answer() instanceof Answer.Tokens) {
      inVain.put(outcome.feature(), challenged.challenge());
    }
  }

  /** Whether this challenge came back although Keycloak had given what it asks for. */
  synchronized boolean hasAnsweredInVain(Feature feature, Challenge challenge) {
    return challenge.equals(inVain.get(feature));
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
    inVain.clear();
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

  synchronized Optional<Outcome> latest() {
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

  private void become(SignedIn newcomer) {
    ended = false;
    if (identity != null && identity.subject().equals(newcomer.identity().subject())) {
      scopeBefore = scope();
      identity = newcomer.identity().orNameOf(identity);
    } else {
      // Nothing of somebody who was here before may remain.
      scopeBefore = Set.of();
      proposals.clear();
      inVain.clear();
      identity = newcomer.identity();
    }
    signedIn = newcomer.as(identity);
  }
}
