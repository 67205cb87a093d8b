package io.github.scopekeeper.keycloak.consent;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.consent.ShownConsent;
import io.github.scopekeeper.keycloak.authorization.AuthorizationParameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.sessions.AuthenticationSessionModel;

/** What a login remembers of its consent, and what it tells Keycloak of it. */
final class ConsentNotes {

  /** What the app asked for, before anything was taken out. Survives a restart of the login. */
  private static final String REQUESTED = "scopekeeper.requested.scope";

  /** What the tokens get besides, if the user allows it. Survives a restart of the login. */
  private static final String ALSO_GRANTED = "scopekeeper.also.granted";

  /** For which user consent is settled. A restart of the login clears it, and those below. */
  private static final String SETTLED = "scopekeeper.consent.settled";

  private static final String LOST = "scopekeeper.consent.lost";
  private static final String TICKED = "scopekeeper.consent.ticked";
  private static final String CONFIRMING = "scopekeeper.consent.confirming";

  /** What the latest page has shown. */
  private static final String SHOWN = "scopekeeper.consent.shown";

  private static final String REFUSABLE = "scopekeeper.consent.refusable";

  private final AuthenticationSessionModel login;

  ConsentNotes(AuthenticationSessionModel login) {
    this.login = login;
  }

  /** The tokens of the {@code scope} parameter of the app. */
  List<String> requested() {
    String requested = login.getClientNote(REQUESTED);
    if (requested == null) {
      requested = Optional.ofNullable(login.getClientNote(OAuth2Constants.SCOPE)).orElse("");
      login.setClientNote(REQUESTED, requested);
    }
    return Arrays.stream(requested.split(" ")).filter(t -> !t.isEmpty()).distinct().toList();
  }

  /**
   * Says what Keycloak issues tokens for: the request, less what it must not and with what was
   * granted before. Nothing else counts: somebody who signed in here before may have been given
   * something else.
   */
  void issueFor(KeycloakSession session, Predicate<String> without, Collection<String> besides) {
    List<String> requested = requested();
    List<String> tokens = new ArrayList<>(requested);
    tokens.removeIf(without);
    boolean asRequested = besides.isEmpty() && tokens.size() == requested.size();
    tokens.addAll(besides);
    String scope = asRequested ? login.getClientNote(REQUESTED) : String.join(" ", tokens);
    String before = Optional.ofNullable(login.getClientNote(OAuth2Constants.SCOPE)).orElse("");
    if (!scope.equals(before)) {
      login.setClientNote(OAuth2Constants.SCOPE, scope);
      AuthenticationManager.setClientScopesInSession(session, login);
    }
  }

  /** An app that starts the action itself would have Keycloak pass over it. */
  void ignoreAppInitiation() {
    if (ScopeConsentActionFactory.ID.equals(login.getClientNote(Constants.KC_ACTION))) {
      login.removeClientNote(Constants.KC_ACTION);
    }
  }

  boolean includesGrantedScopes() {
    return new AuthorizationParameters(login).includesGrantedScopes();
  }

  void alsoGrant(Set<ScopeName> scopes) {
    login.setClientNote(ALSO_GRANTED, join(scopes));
  }

  Set<ScopeName> alsoGranted() {
    return split(login.getClientNote(ALSO_GRANTED));
  }

  boolean isReview() {
    return prompts().contains(OIDCLoginProtocol.PROMPT_VALUE_CONSENT);
  }

  /**
   * Consent is settled; {@code prompt=consent} has been met, or Keycloak would show its own page.
   */
  void settle(KeycloakSession session) {
    session.setAttribute(settledHere(), true);
    login.setAuthNote(SETTLED, login.getAuthenticatedUser().getId());
    if (isReview()) {
      Set<String> prompts = prompts();
      prompts.remove(OIDCLoginProtocol.PROMPT_VALUE_CONSENT);
      login.setClientNote(OIDCLoginProtocol.PROMPT_PARAM, String.join(" ", prompts));
    }
  }

  boolean isSettled() {
    return login.getAuthenticatedUser().getId().equals(login.getAuthNote(SETTLED));
  }

  /** Some of what was settled is gone since, by what the user does in this login. */
  void lose() {
    login.setAuthNote(LOST, "true");
  }

  /** Whether the user may still take something back in this login. */
  boolean isLosing() {
    return login.getAuthNote(LOST) != null;
  }

  /**
   * Another request of this login may take the note away meanwhile, as it does not see yet what
   * this one stores.
   */
  boolean isStillSettled(KeycloakSession session) {
    boolean here = session.getAttribute(settledHere()) != null;
    return (here || isSettled()) && !isLosing();
  }

  private String settledHere() {
    return SETTLED + login.getParentSession().getId() + login.getTabId();
  }

  void reopen() {
    if (isLosing()) {
      unsettle();
    }
  }

  /** What was settled does not hold any more: everything is decided anew. */
  void unsettle() {
    List.of(LOST, SETTLED, TICKED, CONFIRMING, SHOWN, REFUSABLE).forEach(login::removeAuthNote);
  }

  private Set<String> prompts() {
    String prompt = login.getClientNote(OIDCLoginProtocol.PROMPT_PARAM);
    return prompt == null
        ? new LinkedHashSet<>()
        : Arrays.stream(prompt.split(" ")).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Remembers what was ticked, and what the user is about to confirm. */
  void askToConfirm(Set<ScopeName> ticked, Set<ScopeName> highRisk) {
    login.setAuthNote(TICKED, join(ticked));
    login.setAuthNote(CONFIRMING, join(highRisk));
  }

  boolean isConfirming() {
    return login.getAuthNote(CONFIRMING) != null;
  }

  Set<ScopeName> ticked() {
    return split(login.getAuthNote(TICKED));
  }

  Set<ScopeName> confirming() {
    return split(login.getAuthNote(CONFIRMING));
  }

  /** Back on the first page: nothing is about to be confirmed, what was ticked stays ticked. */
  void stopConfirming() {
    login.removeAuthNote(CONFIRMING);
  }

  Optional<Set<ScopeName>> tickedBefore() {
    return Optional.ofNullable(login.getAuthNote(TICKED)).map(ConsentNotes::split);
  }

  /** A page with this is about to be sent. */
  void show(ShownConsent shown) {
    login.setAuthNote(SHOWN, shown.digest());
    login.setAuthNote(REFUSABLE, join(shown.refusable()));
  }

  /** What the page has shown that is open; empty after an upgrade. */
  Optional<ShownConsent> shown() {
    return Optional.ofNullable(login.getAuthNote(SHOWN))
        .map(digest -> new ShownConsent(digest, split(login.getAuthNote(REFUSABLE))));
  }

  /** What the user has ticked or was about to confirm counts for nothing. */
  void forgetAnswer() {
    List.of(TICKED, CONFIRMING).forEach(login::removeAuthNote);
  }

  private static String join(Collection<ScopeName> scopes) {
    return scopes.stream().map(ScopeName::value).sorted().collect(Collectors.joining(" "));
  }

  private static Set<ScopeName> split(String scopes) {
    return scopes == null
        ? Set.of()
        : Arrays.stream(scopes.split(" "))
            .flatMap(name -> ScopeName.parse(name).stream())
            .collect(Collectors.toUnmodifiableSet());
  }
}
