package io.github.scopekeeper.resource.spring;

import static io.github.scopekeeper.resource.spring.ScopeAccess.requireAny;
import static io.github.scopekeeper.resource.spring.ScopekeeperConfigurer.scopekeeper;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;

import io.github.scopekeeper.resource.servlet.ScopeFilter;
import io.github.scopekeeper.resource.support.FakeRealm;
import io.github.scopekeeper.resource.support.Http;
import io.github.scopekeeper.resource.support.Records;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The chain decides again when the answer comes from another thread. */
class AsyncAuditTest {

  private static final Records records = new Records();

  @Test
  void whatWasReachedBeforeTheSecondDecisionIsWrittenDown() throws Exception {
    try (FakeRealm realm = FakeRealm.start();
        BootApp app = new BootApp(realm, "http://localhost:8082", Application.class)) {
      String token = realm.token("appointments:read", "admin:users").bearer();
      assertThat(Http.reply("GET", app.url("/bob"), token).status()).isEqualTo(200);
      assertThat(records.next().scopes()).isEqualTo(Set.of("admin:users"));
      assertThat(records.all()).isEmpty();
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(Api.class)
  static class Application {

    @Bean(destroyMethod = "")
    Records records() {
      return records;
    }

    @Bean
    SecurityFilterChain api(HttpSecurity http) {
      return http.with(scopekeeper(), withDefaults())
          .authorizeHttpRequests(
              requests ->
                  requests.anyRequest().access(requireAny("appointments:read", "admin:users")))
          .build();
    }
  }

  @RestController
  static class Api {

    @GetMapping("/bob")
    Callable<String> bob(HttpServletRequest request) {
      assertThat(ScopeFilter.access(request).orElseThrow().reaches("bob-id")).isTrue();
      return () -> "{}";
    }
  }
}
