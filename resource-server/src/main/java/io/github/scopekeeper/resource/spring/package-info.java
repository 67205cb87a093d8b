/**
 * The binding to Spring Security 7 and Spring Boot 4. Where there are the settings {@code
 * scopekeeper.*}, an API needs nothing more than annotations; {@link
 * io.github.scopekeeper.resource.spring.ScopekeeperConfigurer} is for those that write their own
 * {@code SecurityFilterChain}.
 */
package io.github.scopekeeper.resource.spring;
