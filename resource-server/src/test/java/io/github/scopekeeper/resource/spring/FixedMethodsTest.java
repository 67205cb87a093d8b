package io.github.scopekeeper.resource.spring;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scopekeeper.resource.annotation.RequireScopes;
import io.github.scopekeeper.resource.support.FakeRealm;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.ApplicationObjectSupport;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Methods before which nothing can stand. */
class FixedMethodsTest {

  private static FakeRealm realm;

  @BeforeAll
  static void start() {
    realm = FakeRealm.start();
  }

  @AfterAll
  static void stop() {
    realm.close();
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        FinalApplication.class,
        StaticApplication.class,
        FinalServiceApplication.class,
        PrivateServiceApplication.class,
        InheritedFinalApplication.class,
        FinalOfDemandingClassApplication.class,
        FinalOfDemandingClassesBaseApplication.class,
        FinalOfDemandingBaseApplication.class,
      })
  void annotationsThatWouldCountForNothingStopTheStart(Class<?> application) {
    assertThatThrownBy(() -> new BootApp(realm, "http://localhost:8082", application).close())
        .hasMessageContaining("read cannot be guarded by annotations");
  }

  @Test
  void finalMethodsThatTheApplicationCannotChangeDoNotStopTheStart() {
    new BootApp(realm, "http://localhost:8082", FrameworkApplication.class).close();
  }

  @Test
  void methodsOfAJdkProxyAreGuardedThoughTheyAreFinal() {
    try (BootApp app = new BootApp(realm, "http://localhost:8082", JdkProxyApplication.class)) {
      Reads reads = app.context().getBean(Reads.class);
      assertThatThrownBy(reads::read)
          .isInstanceOf(AuthenticationCredentialsNotFoundException.class);
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(Final.class)
  static class FinalApplication {}

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(Static.class)
  static class StaticApplication {}

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(FinalInService.class)
  static class FinalServiceApplication {}

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(PrivateInService.class)
  static class PrivateServiceApplication {}

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(InheritsFinal.class)
  static class InheritedFinalApplication {}

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(FinalOfDemandingClass.class)
  static class FinalOfDemandingClassApplication {}

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(DemandingOverFinal.class)
  static class FinalOfDemandingClassesBaseApplication {}

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(OfDemandingClass.class)
  static class FinalOfDemandingBaseApplication {}

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(OfFramework.class)
  static class FrameworkApplication {}

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class JdkProxyApplication {

    @Bean
    Reads reads() {
      return (Reads)
          Proxy.newProxyInstance(
              Reads.class.getClassLoader(),
              new Class<?>[] {Reads.class},
              (self, method, args) -> "");
    }
  }

  @RequireScopes("admin:users")
  static class FinalOfDemandingClass {
    public final String read() {
      return "";
    }
  }

  @RequireScopes("admin:users")
  static class DemandingOverFinal extends HasFinal {}

  static class OfDemandingClass extends FinalOfDemandingClass {}

  @RequireScopes("admin:users")
  static class OfFramework extends ApplicationObjectSupport {}

  static class FinalInService {

    @RequireScopes("admin:users")
    public final String read() {
      return "";
    }
  }

  static class PrivateInService {

    public String call() {
      return read();
    }

    @RequireScopes("admin:users")
    private String read() {
      return "";
    }
  }

  interface Reads {
    @RequireScopes("admin:users")
    String read();
  }

  static class HasFinal {
    public final String read() {
      return "";
    }
  }

  static class InheritsFinal extends HasFinal implements Reads {}

  @RestController
  static class Final {

    @GetMapping("/read")
    @RequireScopes("admin:users")
    public final String read() {
      return "";
    }
  }

  @RestController
  @RequireScopes("admin:users")
  static class Static {

    @GetMapping("/read")
    public static String read() {
      return "";
    }
  }
}
