package io.github.scopekeeper.it.support;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;

/** Our consent page, or its second one, used as its markup says and no other way. */
public final class ConsentPage {
  private final Page page;
  private final Element form;
  private final Set<String> ticked;

  ConsentPage(Page page) {
    this.page = page;
    this.form = page.html().selectFirst("form:has(button[name=decision])");
    this.ticked = names("input[type=checkbox][name=scope][checked]:not([disabled])");
  }

  public Page page() {
    return page;
  }

  /** What a user could choose. */
  public Set<String> choices() {
    return names("input[type=checkbox][name=scope]:not([disabled])");
  }

  public Set<String> ticked() {
    return Set.copyOf(ticked);
  }

  /** What is shown but not to be chosen. */
  public List<Element> locked() {
    return form.select("input[type=checkbox][disabled]");
  }

  /** What the row of a scope says that it includes; empty where it says nothing. */
  public String includes(String scope) {
    Element row =
        form.select(".scope-row").stream()
            .filter(r -> r.select("input").eachAttr("value").contains(scope))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no row for " + scope + " on " + page));
    return row.select(".scope-row-includes").text();
  }

  /** Keycloak's row about the client itself. */
  public Optional<Element> clientRow() {
    return Optional.ofNullable(form.selectFirst("#scope-consent-client"));
  }

  /** What the app itself says of its wish, if anything. */
  public Optional<Element> words() {
    return Optional.ofNullable(page.html().selectFirst("#scope-consent-words"));
  }

  public String text() {
    return page.html().body().text();
  }

  public ConsentPage only(String... scopes) {
    ticked.clear();
    return tick(scopes);
  }

  public ConsentPage tick(String... scopes) {
    for (String scope : scopes) {
      page.expect(choices().contains(scope), "a box for " + scope);
      ticked.add(scope);
    }
    return this;
  }

  public ConsentPage untick(String... scopes) {
    ticked.removeAll(List.of(scopes));
    return this;
  }

  public Page grant() {
    return decide("grant", ticked);
  }

  public Page deny() {
    return decide("deny", ticked);
  }

  public Page confirm() {
    return decide("confirm", Set.of());
  }

  public Page back() {
    return decide("back", Set.of());
  }

  /** What the markup would never send. */
  public Page forge(String decision, String... scopes) {
    return decide(decision, List.of(scopes));
  }

  private Page decide(String decision, Iterable<String> scopes) {
    List<Entry<String, String>> fields = new ArrayList<>();
    scopes.forEach(scope -> fields.add(Map.entry("scope", scope)));
    fields.add(Map.entry("decision", decision));
    return page.submit(form, fields);
  }

  private Set<String> names(String selector) {
    return form.select(selector).stream()
        .map(Element::val)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
