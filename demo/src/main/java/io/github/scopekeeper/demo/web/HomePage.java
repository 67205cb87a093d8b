package io.github.scopekeeper.demo.web;

import io.github.scopekeeper.demo.Feature;
import io.github.scopekeeper.demo.grants.Overview;
import io.github.scopekeeper.demo.oidc.DecodedToken;
import io.github.scopekeeper.demo.oidc.Identity;
import io.github.scopekeeper.demo.oidc.SignedIn;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The model of the home page, as the template reads it.
 *
 * @param ended whether somebody was signed in and is not any more
 * @param upToDate whether Keycloak said what the user allows now
 * @param permissionsUrl the page on which users see and change what apps may do
 * @param scope of the access token at hand
 * @param token the access token at hand, decoded; null without one
 */
public record HomePage(
    String formKey,
    boolean signedIn,
    boolean ended,
    boolean upToDate,
    String user,
    String permissionsUrl,
    ResultView result,
    List<FeatureView> features,
    List<String> scope,
    String token) {

  /**
   * @param overview empty where Keycloak did not say
   */
  static HomePage of(Visitor visitor, Optional<Overview> overview, URI permissionsUrl) {
    var now = Instant.now();
    var scope = visitor.scope();
    var features =
        Arrays.stream(Feature.values())
            .filter(feature -> feature != Feature.SIGN_IN)
            .map(feature -> FeatureView.of(feature, scope, overview, now))
            .toList();
    return new HomePage(
        visitor.formKey(),
        visitor.signedIn().isPresent(),
        visitor.ended(),
        overview.isPresent(),
        visitor.identity().flatMap(Identity::name).orElse("someone who keeps their name private"),
        permissionsUrl.toString(),
        visitor.latest().map(outcome -> result(outcome, visitor, features)).orElse(null),
        features,
        List.copyOf(new TreeSet<>(scope)),
        visitor.signedIn().map(SignedIn::accessToken).map(DecodedToken::of).orElse(null));
  }

  private static ResultView result(Outcome outcome, Visitor visitor, List<FeatureView> features) {
    var retry =
        features.stream()
            .filter(feature -> feature.id().equals(outcome.feature().id()))
            .map(FeatureView::retry)
            .filter(Objects::nonNull)
            .findFirst();
    return ResultView.of(outcome, visitor, retry.orElse(null));
  }
}
