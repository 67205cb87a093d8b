package io.github.scopekeeper.resource.spring;

import io.github.scopekeeper.resource.ResourceServer;
import io.github.scopekeeper.resource.servlet.RequestAudit;
import java.util.Arrays;
import java.util.Locale;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.csrf.CsrfFilter;

/**
 * Makes a {@code SecurityFilterChain} one of an API: {@code http.with(scopekeeper(),
 * withDefaults())}. It authenticates by access token, answers refusals in OAuth's words, keeps no
 * session, and asks requests with a token for no CSRF token. What requests take is said by {@link
 * ScopeAccess} and by annotations.
 */
public final class ScopekeeperConfigurer
    extends AbstractHttpConfigurer<ScopekeeperConfigurer, HttpSecurity> {

  private ScopeAccess[] advertised = {};

  private ScopekeeperConfigurer() {}

  public static ScopekeeperConfigurer scopekeeper() {
    return new ScopekeeperConfigurer();
  }

  /**
   * What the API does besides what annotations say, for the {@code scopes_supported} of its
   * metadata.
   */
  public ScopekeeperConfigurer advertise(ScopeAccess... operations) {
    advertised = operations.clone();
    return this;
  }

  @Override
  public void setBuilder(HttpSecurity http) {
    super.setBuilder(http);
    RefusalHandler handler = new RefusalHandler(bean(http, ResourceServer.class));
    http.sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
    http.exceptionHandling(e -> e.authenticationEntryPoint(handler).accessDeniedHandler(handler));
  }

  @Override
  @SuppressWarnings("unchecked")
  public void init(HttpSecurity http) {
    CsrfConfigurer<HttpSecurity> csrf = http.getConfigurer(CsrfConfigurer.class);
    if (csrf != null) {
      csrf.ignoringRequestMatchers(
          request -> isToken(request.getHeader(HttpHeaders.AUTHORIZATION)));
    }
  }

  /** No browser sends these schemes by itself. */
  private static boolean isToken(String authorization) {
    String text = authorization == null ? "" : authorization.strip().toLowerCase(Locale.ROOT);
    return text.startsWith("bearer ") || text.startsWith("dpop ");
  }

  @Override
  public void configure(HttpSecurity http) {
    bean(http, ApiOperations.class)
        .add(Arrays.stream(advertised).map(ScopeAccess::operation).toList());
    http.addFilterBefore(
        new ScopekeeperFilter(bean(http, ResourceServer.class), bean(http, RequestAudit.class)),
        CsrfFilter.class);
  }

  private static <T> T bean(HttpSecurity http, Class<T> type) {
    return http.getSharedObject(ApplicationContext.class).getBean(type);
  }
}
