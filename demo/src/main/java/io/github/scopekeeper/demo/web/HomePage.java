package io.github.scopekeeper.demo.web;

import io.github.scopekeeper.demo.Feature;
import io.github.scopekeeper.demo.oidc.Identity;
import java.util.Arrays;
import java.util.List;

/** The model of the home page, as the template reads it. */
public record HomePage(
    String formKey,
    boolean signedIn,
    String user,
    ResultView result,
    List<FeatureView> features,
    List<String> workouts) {

  public record FeatureView(
      String id, String title, String scope, String state, String stateText) {}

  static HomePage of(Visitor visitor) {
    return new HomePage(
        visitor.formKey(),
        visitor.identity().isPresent(),
        visitor.identity().flatMap(Identity::name).orElse("someone who keeps their name private"),
        visitor.latest().map(answer -> ResultView.of(answer, visitor.allowed())).orElse(null),
        Arrays.stream(Feature.values())
            .filter(feature -> feature != Feature.SIGN_IN)
            .map(feature -> feature(feature, visitor))
            .toList(),
        visitor.workouts());
  }

  private static FeatureView feature(Feature feature, Visitor visitor) {
    var answer = visitor.answerTo(feature);
    var state = answer.map(a -> a.allowed() ? "allowed" : "refused").orElse("unasked");
    var text = answer.map(a -> a.allowed() ? "Allowed" : "Not allowed").orElse("Not asked yet");
    return new FeatureView(
        feature.id(), feature.title(), String.join(" ", feature.scopes()), state, text);
  }
}
