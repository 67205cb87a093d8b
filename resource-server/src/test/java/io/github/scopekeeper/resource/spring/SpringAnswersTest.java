package io.github.scopekeeper.resource.spring;

import static io.github.scopekeeper.resource.spring.ScopeAccess.operation;
import static io.github.scopekeeper.resource.spring.ScopekeeperConfigurer.scopekeeper;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;

import io.github.scopekeeper.resource.Access;
import io.github.scopekeeper.resource.servlet.ScopeFilter;
import io.github.scopekeeper.resource.support.AnswersContract;
import io.github.scopekeeper.resource.support.FakeRealm;
import io.github.scopekeeper.resource.support.Http;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

class SpringAnswersTest extends AnswersContract {

  private BootApp app;

  @Override
  protected void start(FakeRealm realm) {
    app = new BootApp(realm, RESOURCE, Application.class);
  }

  @Override
  protected void stop() {
    app.close();
  }

  @Override
  protected Reply profile(String... authorization) throws Exception {
    return Http.reply("GET", app.url("/api/profile"), authorization);
  }

  @Override
  protected Reply appointmentsOf(String owner, String authorization) throws Exception {
    return Http.reply("GET", app.url("/api/appointments/" + owner), authorization);
  }

  @Override
  protected Reply deleteAccount(String authorization) throws Exception {
    return Http.reply("DELETE", app.url("/api/account"), authorization);
  }

  @Test
  void whoComesWithoutTokenIsToldSoWhateverTheMethod() throws Exception {
    Reply reply = deleteAccount("Basic YWxpY2U6YWxpY2U=");
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.challenge().orElseThrow()).startsWith("Bearer ").contains(METADATA);
  }

  @Test
  void whatSpringItselfDeniesIsNoReasonForAnotherToken() throws Exception {
    Reply reply = Http.reply("GET", app.url("/other"), realm.token("admin:users").bearer());
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.challenge()).isEmpty();
    assertThat(json(reply)).containsEntry("error", "access_denied");
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(Api.class)
  static class Application {

    @Bean
    SecurityFilterChain api(HttpSecurity http) {
      return http.with(scopekeeper(), withDefaults())
          .authorizeHttpRequests(
              requests ->
                  requests
                      .requestMatchers("/api/profile")
                      .access(operation(PROFILE))
                      .requestMatchers("/api/appointments/*")
                      .access(operation(LIST))
                      .requestMatchers("/api/account")
                      .access(operation(DELETE_ACCOUNT))
                      .anyRequest()
                      .denyAll())
          .build();
    }
  }

  @RestController
  static class Api {

    @GetMapping("/api/profile")
    String profile() {
      return "{}";
    }

    @GetMapping("/api/appointments/{owner}")
    String appointments(@PathVariable String owner, HttpServletRequest request) {
      Access access = ScopeFilter.access(request).orElseThrow();
      access
          .notReached(owner)
          .ifPresent(
              refusal -> {
                throw ScopeAccess.denied(refusal);
              });
      return "{}";
    }

    @DeleteMapping("/api/account")
    String delete() {
      return "{}";
    }
  }
}
