package io.github.scopekeeper.it.support;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;

/** The page on which users see what they allow their apps, used as its markup says. */
public final class PermissionsPage {
  private final Page page;
  private final Element root;

  PermissionsPage(Page page) {
    this.page = page;
    this.root = page.html().selectFirst("#scope-permissions, #scope-permissions-confirmation");
  }

  public Page page() {
    return page;
  }

  public String text() {
    return root.text();
  }

  /** What was just done, or why nothing was. */
  public String message() {
    return root.select("#scope-permissions-message").text();
  }

  public boolean isConfirmation() {
    return root.id().equals("scope-permissions-confirmation");
  }

  public Set<String> apps() {
    return root.select("[data-app]").stream()
        .map(app -> app.attr("data-app"))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  public Element app(String clientId) {
    return root.selectFirst("[data-app=" + clientId + "]");
  }

  /** What can be taken back of an app; empty where it is not there. */
  public Set<String> held(String clientId) {
    return scopes(clientId, "take-back");
  }

  /** What the user can be asked for again. */
  public Set<String> declined(String clientId) {
    return scopes(clientId, "ask-again");
  }

  private Set<String> scopes(String clientId, String button) {
    return root
        .select("[data-app=%s] [data-scope]:has(button[value=%s])".formatted(clientId, button))
        .stream()
        .map(row -> row.attr("data-scope"))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  public Element row(String clientId, String scope) {
    return app(clientId).selectFirst("[data-scope=\"%s\"]".formatted(scope));
  }

  public PermissionsPage takeBack(String clientId, String scope) {
    return press(row(clientId, scope), "take-back").permissions();
  }

  public PermissionsPage askAgain(String clientId, String scope) {
    return press(row(clientId, scope), "ask-again").permissions();
  }

  public PermissionsPage takeBackAll(String clientId) {
    return press(app(clientId), "take-back-all").permissions();
  }

  public PermissionsPage confirm() {
    return press(root, "confirm-take-back-all").permissions();
  }

  public PermissionsPage keep() {
    return press(root, "back").permissions();
  }

  public Page done() {
    return press(root, "done");
  }

  /** Presses one of several buttons of the form. */
  private Page press(Element within, String button) {
    Element form = within.selectFirst("form:has(button[name=do][value=%s])".formatted(button));
    page.expect(form != null, "a button " + button);
    return page.submit(form, List.of(Map.entry("do", button)));
  }

  /** What the markup would never send. */
  public Page forge(Map<String, String> fields) {
    List<Entry<String, String>> all = new ArrayList<>(fields.entrySet());
    return page.submit(root.selectFirst("#scope-permissions-form"), all);
  }

  /** Where its forms go to. */
  public String action() {
    return root.selectFirst("#scope-permissions-form").absUrl("action");
  }

  /** The page as a browser shows it after a reload. */
  public PermissionsPage reload() {
    return page.reload().permissions();
  }
}
