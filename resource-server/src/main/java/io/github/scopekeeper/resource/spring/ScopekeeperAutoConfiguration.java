package io.github.scopekeeper.resource.spring;

import static io.github.scopekeeper.resource.spring.ScopekeeperConfigurer.scopekeeper;
import static org.springframework.security.config.Customizer.withDefaults;

import io.github.scopekeeper.resource.ResourceServer;
import io.github.scopekeeper.resource.audit.AuditTrail;
import io.github.scopekeeper.resource.request.TrustedProxies;
import io.github.scopekeeper.resource.servlet.MetadataEndpoint;
import io.github.scopekeeper.resource.servlet.RequestAudit;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.aop.config.AopConfigUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ConditionalOnDefaultWebSecurity;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.context.annotation.Role;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.security.authentication.AuthenticationManagerResolver;
import org.springframework.security.authorization.method.AuthorizationInterceptorsOrder;
import org.springframework.security.authorization.method.AuthorizationManagerBeforeMethodInterceptor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Makes an application with {@code scopekeeper.issuer} an API: a {@link ResourceServer}, an {@link
 * AuditTrail}, the metadata, the annotations, and, where the application has no {@code
 * SecurityFilterChain}, one that lets nobody through without a good token.
 */
@AutoConfiguration(
    before = {ServletWebSecurityAutoConfiguration.class, UserDetailsServiceAutoConfiguration.class},
    afterName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
@ConditionalOnClass({SecurityFilterChain.class, HttpSecurity.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty("scopekeeper.issuer")
@EnableConfigurationProperties(ScopekeeperProperties.class)
@Import({AuditConfiguration.class, ScopekeeperAutoConfiguration.Proxies.class})
public class ScopekeeperAutoConfiguration {

  static final String DEFAULT_CHAIN = "scopekeeperFilterChain";

  @Bean
  @ConditionalOnMissingBean
  ResourceServer scopekeeperResourceServer(
      ScopekeeperProperties properties, ObjectProvider<ResourceServerCustomizer> customizers) {
    return ResourceServerFactory.make(properties, customizers.orderedStream().toList());
  }

  @Bean
  RequestAudit scopekeeperRequestAudit(
      ResourceServer server, ObjectProvider<AuditTrail> trail, ScopekeeperProperties properties) {
    TrustedProxies proxies = TrustedProxies.of(properties.trustedProxies());
    boolean standard = properties.proxyHeader() == ScopekeeperProperties.ProxyHeader.FORWARDED;
    return new RequestAudit(
        server, trail.stream().findFirst(), standard ? proxies.addingForwarded() : proxies);
  }

  @Bean
  @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
  static AnnotationReader scopekeeperAnnotations() {
    return new AnnotationReader();
  }

  @Bean
  ApiOperations scopekeeperOperations(ApplicationContext context, AnnotationReader annotations) {
    return new ApiOperations(context, annotations);
  }

  @Bean
  @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
  static AuthorizationManagerBeforeMethodInterceptor scopekeeperMethodInterceptor(
      AnnotationReader annotations, ObjectProvider<ResourceServer> server) {
    var interceptor =
        new AuthorizationManagerBeforeMethodInterceptor(
            MethodAccess.pointcut(annotations), new MethodAccess(annotations, server));
    interceptor.setOrder(AuthorizationInterceptorsOrder.PRE_AUTHORIZE.getOrder() - 1);
    return interceptor;
  }

  /** Before the security filters: it is for everybody. */
  @Bean
  FilterRegistrationBean<Filter> scopekeeperMetadata(
      ResourceServer server, ApiOperations operations) {
    MetadataEndpoint endpoint = new MetadataEndpoint(server, operations::all);
    FilterRegistrationBean<Filter> filter =
        new FilterRegistrationBean<>(
            (request, response, chain) ->
                endpoint.serve((HttpServletRequest) request, (HttpServletResponse) response));
    filter.setName("scopekeeperMetadata");
    filter.addUrlPatterns(endpoint.path());
    filter.setDispatcherTypes(DispatcherType.REQUEST);
    filter.setOrder(SecurityFilterProperties.DEFAULT_FILTER_ORDER - 1);
    return filter;
  }

  /** Nobody logs in here, so that no password is needed or made. */
  @Bean
  @ConditionalOnMissingBean
  AuthenticationManagerResolver<HttpServletRequest> scopekeeperNoLogin() {
    return request ->
        authentication -> {
          throw new IllegalStateException("This API takes access tokens only.");
        };
  }

  /** Every request needs a good token, and what annotations say. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnDefaultWebSecurity
  static class DefaultChain {

    @Bean(DEFAULT_CHAIN)
    SecurityFilterChain scopekeeperFilterChain(HttpSecurity http) {
      return http.authorizeHttpRequests(
              requests ->
                  requests
                      .dispatcherTypeMatchers(DispatcherType.ERROR)
                      .permitAll()
                      .anyRequest()
                      .access(ScopeAccess.anyToken()))
          .csrf(CsrfConfigurer::disable)
          .with(scopekeeper(), withDefaults())
          .build();
    }
  }

  /** Annotations count at classes too that implement no interface. */
  static class Proxies implements ImportBeanDefinitionRegistrar {

    @Override
    public void registerBeanDefinitions(
        AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
      AopConfigUtils.registerAutoProxyCreatorIfNecessary(registry);
      AopConfigUtils.forceAutoProxyCreatorToUseClassProxying(registry);
    }
  }
}
