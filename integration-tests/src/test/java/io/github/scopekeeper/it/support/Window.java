package io.github.scopekeeper.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.util.List;
import java.util.Set;

/** A browser window with our pages in it, used as a person would: by labels and buttons. */
public final class Window {
  private static final Set<String> GRAVE = Set.of("serious", "critical");

  /** Keycloak's own in the theme "keycloak", with a tabindex of its own. */
  private static final List<String> OLD_LANGUAGE_SWITCH = List.of("#kc-locale");

  private final Page page;

  public Window(Page page) {
    this.page = page;
  }

  public Page page() {
    return page;
  }

  public Window open(AuthorizationRequest request) {
    page.navigate(request.uri().toString());
    return this;
  }

  public Window signIn(TestUser user) {
    Locator name = page.locator("input[name=username]");
    if (name.isVisible() && name.isEditable()) {
      name.fill(user.username());
    }
    page.locator("input[name=password]").fill(user.password());
    page.locator("#kc-login").click();
    page.waitForLoadState();
    return this;
  }

  public boolean asksToSignIn() {
    return page.locator("input[name=password]").count() > 0;
  }

  /** The box with this label, its group opened. */
  public Locator box(String label) {
    Locator row = page.locator(".scope-row", new Page.LocatorOptions().setHasText(label)).first();
    Locator group =
        page.locator("details.scope-group").filter(new Locator.FilterOptions().setHas(row));
    if (group.count() > 0 && group.getAttribute("open") == null) {
      group.locator("summary").click();
    }
    return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
  }

  public Window press(String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true))
        .click();
    page.waitForLoadState();
    return this;
  }

  public String text() {
    return page.locator("body").innerText();
  }

  /** The code that the app was given. */
  public String code() {
    return parameter("code");
  }

  public String error() {
    return parameter("error");
  }

  /** No finding of axe-core that somebody would stumble over. */
  public Window assertAccessible() {
    List<String> findings =
        new AxeBuilder(page)
                // all in this page, and not a second one for the sum: none of ours has frames
                .setLegacyMode(true)
                .exclude(OLD_LANGUAGE_SWITCH)
                .analyze()
                .getViolations()
                .stream()
                .filter(rule -> GRAVE.contains(rule.getImpact()))
                .map(
                    rule ->
                        rule.getId()
                            + ": "
                            + rule.getHelp()
                            + " "
                            + rule.getNodes().stream().map(node -> node.getHtml()).toList())
                .toList();
    assertThat(findings).as("axe-core at %s", URI.create(page.url()).getPath()).isEmpty();
    return this;
  }

  /** Nothing to scroll sideways for. */
  public Window assertFitsItsWidth() {
    Object overflow =
        page.evaluate(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assertThat(((Number) overflow).intValue()).as("pixels beyond the edge").isLessThanOrEqualTo(0);
    return this;
  }

  private String parameter(String name) {
    page.waitForURL(url -> url.contains("/callback?"));
    for (String pair : String.valueOf(URI.create(page.url()).getQuery()).split("&")) {
      if (pair.startsWith(name + "=")) {
        return pair.substring(name.length() + 1);
      }
    }
    throw new AssertionError("expected " + name + " but saw " + page.url() + ": " + text());
  }
}
