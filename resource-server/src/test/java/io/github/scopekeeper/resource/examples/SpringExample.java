package io.github.scopekeeper.resource.examples;

import static io.github.scopekeeper.resource.rule.ScopeRule.requireAny;
import static io.github.scopekeeper.resource.rule.ScopeRule.scope;
import static io.github.scopekeeper.resource.spring.ScopeAccess.anyToken;
import static io.github.scopekeeper.resource.spring.ScopeAccess.requireAll;
import static io.github.scopekeeper.resource.spring.ScopekeeperConfigurer.scopekeeper;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.security.config.Customizer.withDefaults;

import io.github.scopekeeper.resource.annotation.Audited;
import io.github.scopekeeper.resource.annotation.RequireRecentAuth;
import io.github.scopekeeper.resource.annotation.RequireScopes;
import io.github.scopekeeper.resource.rule.ScopeRule;
import io.github.scopekeeper.resource.servlet.ScopeFilter;
import io.github.scopekeeper.resource.spring.ScopeAccess;
import io.github.scopekeeper.resource.token.AccessToken;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the documentation shows of Spring. */
final class SpringExample {

  private SpringExample() {}

  @RestController
  static class Workouts {

    @GetMapping("/workouts")
    @RequireScopes("workouts:read")
    public List<String> list(@AuthenticationPrincipal AccessToken caller) {
      return List.of("10 km run of " + caller.subject().orElseThrow());
    }

    @DeleteMapping("/account")
    @RequireScopes("account:delete")
    @RequireRecentAuth(seconds = 300)
    @Audited("account.delete")
    public void delete() {}
  }

  @Bean
  SecurityFilterChain api(HttpSecurity http) {
    ScopeRule booking =
        ScopeRule.requireAll(
            scope("workouts:write"), requireAny("appointments:manage", "admin:users"));
    return http.with(scopekeeper(), withDefaults())
        .authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers("/public/**")
                    .permitAll()
                    .requestMatchers(POST, "/bookings")
                    .access(ScopeAccess.require(booking).named("bookings.add"))
                    .requestMatchers(DELETE, "/account")
                    .access(requireAll("account:delete").requireRecentAuth(Duration.ofMinutes(5)))
                    .anyRequest()
                    .access(anyToken()))
        .build();
  }

  @RestController
  static class Appointments {

    @GetMapping("/appointments")
    public List<String> list(@RequestParam String user, HttpServletRequest request) {
      ScopeFilter.access(request)
          .orElseThrow()
          .notReached(user)
          .ifPresent(
              refusal -> {
                throw ScopeAccess.denied(refusal);
              });
      return List.of();
    }
  }
}
