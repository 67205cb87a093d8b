package io.github.scopekeeper.resource.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scopekeeper.resource.rule.Guard;
import io.github.scopekeeper.resource.rule.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {

  private final Routes routes = new Routes();

  private void add(String method, String pattern, String name) {
    routes.add(method, pattern, new Routes.Route(Guard.of(Operation.named(name)), r -> null));
  }

  private String find(String method, String path) {
    Routes.Match match = routes.find(method, path);
    return match
        .route()
        .flatMap(route -> route.guard().operation())
        .map(Operation::action)
        .orElse(match.methods().isEmpty() ? "none" : match.methods().toString());
  }

  @ParameterizedTest
  @CsvSource({
    "/, root",
    "/other, all",
    "/api, api",
    "/api/, api",
    "/apiary, all",
    "/api/x/y, api",
    "/api/admin, admin",
    "/api/admin/, admin",
    "/api/admin/x, api",
    "/api/admin/users/7, users",
    "/API/admin, none",
    "/api/ADMIN/, none",
    "/api/admin/Users/7, none",
    "/Other, all"
  })
  void theMostSpecificPatternDecidesAndCaseNeverWeakensIt(String path, String expected) {
    add("GET", "/*", "all");
    add("GET", "/", "root");
    add("GET", "/api/*", "api");
    add("GET", "/api/admin", "admin");
    add("GET", "/api/admin/users/*", "users");
    assertThat(find("GET", path)).isEqualTo(expected);
  }

  @Test
  void theOrderDoesNotMatter() {
    add("GET", "/api/admin", "admin");
    add("GET", "/*", "all");
    assertThat(find("GET", "/api/admin")).isEqualTo("admin");
  }

  @Test
  void headIsAsGet() {
    add("GET", "/a", "get");
    add("*", "/a", "any");
    add("HEAD", "/b", "head");
    add("GET", "/b", "get");
    assertThat(find("HEAD", "/a")).isEqualTo("get");
    assertThat(find("HEAD", "/b")).isEqualTo("head");
    assertThat(find("PROPFIND", "/a")).isEqualTo("any");
  }

  @Test
  void noWeakerRuleStepsInForAMethod() {
    add("*", "/*", "all");
    add("POST", "/api/admin", "admin");
    assertThat(find("GET", "/api/admin")).isEqualTo("[POST]");
    assertThat(find("post", "/api/admin")).isEqualTo("[POST]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "api", "*", "*.json", "/a/*/b", "/a*", "/a//b", "/a;x=1"})
  void whatIsNoPatternIsNamed(String pattern) {
    assertThatThrownBy(() -> add("GET", pattern, "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not " + pattern);
  }

  @Test
  void twoRulesForTheSameAreNamed() {
    add("GET", "/a/*", "one");
    assertThatThrownBy(() -> add("GET", "/a/*", "two")).hasMessageContaining("two rules");
    assertThatThrownBy(() -> add("POST", "/A/*", "two")).hasMessageContaining("case alone");
  }
}
