package io.github.scopekeeper.resource.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.resource.annotation.RequireScopes;
import io.github.scopekeeper.resource.support.FakeRealm;
import io.github.scopekeeper.resource.support.Http;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Interfaces and superclasses that say what a method demands, in a running application. */
class InterfaceAnnotationsTest {

  private static FakeRealm realm;
  private static BootApp app;

  @BeforeAll
  static void start() {
    realm = FakeRealm.start();
    app = new BootApp(realm, "http://localhost:8082", Application.class);
  }

  @AfterAll
  static void stop() {
    app.close();
    realm.close();
  }

  private static int get(String path, String... scopes) throws Exception {
    String token = realm.token(scopes).bearer();
    return Http.send("GET", app.url(path), "Authorization", token).statusCode();
  }

  @Test
  void twoOfThemBothCount() throws Exception {
    assertThat(get("/two", "profile:read", "workouts:read")).isEqualTo(200);
    assertThat(get("/two", "profile:read")).isEqualTo(403);
    assertThat(get("/two", "workouts:read")).isEqualTo(403);
  }

  @Test
  void oneCountsForAMethodThatTheClassInherits() throws Exception {
    assertThat(get("/inherited", "profile:read")).isEqualTo(200);
    assertThat(get("/inherited", "workouts:read")).isEqualTo(403);
  }

  @Test
  void oneCountsForATypedMethod() throws Exception {
    assertThat(get("/typed?value=a", "profile:read")).isEqualTo(200);
    assertThat(get("/typed?value=a", "workouts:read")).isEqualTo(403);
  }

  @Test
  void whatASuperclassDemandsCountsForAControllersOwnAndInheritedMethods() throws Exception {
    assertThat(get("/own", "profile:read")).isEqualTo(200);
    assertThat(get("/own", "workouts:read")).isEqualTo(403);
    assertThat(get("/of-base", "profile:read")).isEqualTo(200);
    assertThat(get("/of-base", "workouts:read")).isEqualTo(403);
  }

  @Test
  void whatASuperclassDemandsCountsForAService() throws Exception {
    assertThat(get("/service", "profile:read")).isEqualTo(200);
    assertThat(get("/service", "workouts:read")).isEqualTo(403);
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import({
    Two.class,
    Inherits.class,
    Typed.class,
    OfDemandingBase.class,
    DemandingService.class,
    CallsService.class
  })
  static class Application {}

  interface ReadsProfile {
    @RequireScopes("profile:read")
    String read();
  }

  interface ReadsWorkouts {
    @RequireScopes("workouts:read")
    String read();
  }

  @RestController
  static class Two implements ReadsProfile, ReadsWorkouts {

    @Override
    @GetMapping("/two")
    public String read() {
      return "";
    }
  }

  static class Base {

    @GetMapping("/inherited")
    public String read() {
      return "";
    }
  }

  @RestController
  static class Inherits extends Base implements ReadsProfile {}

  interface Finds<T> {
    @RequireScopes("profile:read")
    String find(T value);
  }

  static class FindsByDefault<T> {
    public String find(T value) {
      return "";
    }
  }

  @RestController
  static class Typed extends FindsByDefault<String> implements Finds<String> {

    @GetMapping("/typed")
    @Override
    public String find(String value) {
      return super.find(value);
    }
  }

  @RequireScopes("profile:read")
  abstract static class DemandingBase {

    @GetMapping("/of-base")
    public String ofBase() {
      return "";
    }
  }

  @RestController
  static class OfDemandingBase extends DemandingBase {

    @GetMapping("/own")
    public String own() {
      return "";
    }
  }

  static class DemandingService extends DemandingBase {
    public String call() {
      return "";
    }
  }

  @RestController
  static class CallsService {

    private final DemandingService service;

    CallsService(DemandingService service) {
      this.service = service;
    }

    @GetMapping("/service")
    public String call() {
      return service.call();
    }
  }
}
