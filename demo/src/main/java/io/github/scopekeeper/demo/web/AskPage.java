package io.github.scopekeeper.demo.web;

import io.github.scopekeeper.demo.Feature;
import io.github.scopekeeper.demo.grants.Proposal.Permission;
import io.github.scopekeeper.demo.grants.Proposal.Prompt;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The model of the page that is shown before the browser is sent to Keycloak.
 *
 * @param reauthentication whether a new sign-in comes first
 * @param decision whether there is something to decide at Keycloak
 * @param withheld what is not asked for, because it was refused lately
 * @param request the parameters of the request that Keycloak proposed
 */
public record AskPage(
    String formKey,
    String feature,
    Prompt prompt,
    boolean reauthentication,
    boolean decision,
    List<Withheld> withheld,
    List<Parameter> request) {

  public record Withheld(String scope, Moment retry) {}

  public record Parameter(String name, String value) {}

  static AskPage of(String formKey, Feature feature, Proposed proposed) {
    var proposal = proposed.proposal();
    var withheld =
        proposal.denied().entrySet().stream()
            .map(entry -> new Withheld(entry.getKey(), Moment.of(entry.getValue())))
            .toList();
    var request = proposal.authorizationUrl().map(AskPage::parameters).orElse(List.of());
    return new AskPage(
        formKey,
        feature.id(),
        proposal.prompt().orElseGet(() -> ownWords(feature, proposed.needs())),
        proposal.reauthenticationRequired(),
        request.contains(new Parameter("prompt", "consent")),
        withheld,
        request);
  }

  /** Where Keycloak has none, as when there is nothing new to allow. */
  private static Prompt ownWords(Feature feature, Set<String> needs) {
    var permissions =
        needs.stream()
            .sorted()
            .map(scope -> new Permission(scope, scope, null, null, List.of()))
            .toList();
    return new Prompt(feature.title(), feature.reason(), permissions, "Continue");
  }

  private static List<Parameter> parameters(URI url) {
    var query = url.getRawQuery() == null ? "" : url.getRawQuery();
    return Arrays.stream(query.split("&"))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2)
        .map(pair -> new Parameter(decoded(pair[0]), decoded(pair[1])))
        .toList();
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
