package io.github.scopekeeper.benchmarks.resourceserver;

import java.util.List;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationManagers;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/**
 * What Spring Security's resource server does with a token: found in the header, decoded,
 * converted, asked for two authorities.
 */
final class SpringCheck {

  private final BearerTokenResolver resolver = new DefaultBearerTokenResolver();
  private final NimbusJwtDecoder decoder;
  private final JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
  private final AuthorizationManager<Object> manager;

  SpringCheck(String issuer, String first, String second) {
    decoder =
        NimbusJwtDecoder.withJwkSetUri(issuer + Realm.CERTS)
            .jwsAlgorithm(SignatureAlgorithm.RS256)
            .jwsAlgorithm(SignatureAlgorithm.ES256)
            .build();
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            JwtValidators.createDefaultWithIssuer(issuer),
            new JwtClaimValidator<List<String>>(
                JwtClaimNames.AUD, aud -> aud != null && aud.contains(Realm.AUDIENCE))));
    manager =
        AuthorizationManagers.allOf(
            AuthorityAuthorizationManager.hasAuthority("SCOPE_" + first),
            AuthorityAuthorizationManager.hasAuthority("SCOPE_" + second));
  }

  boolean allowsHeader(String authorization) {
    return allows(resolver.resolve(new HeaderOnly(authorization)));
  }

  /** Without the way from the header to the token. */
  boolean allows(String token) {
    Authentication caller = converter.convert(decoder.decode(token));
    return manager.authorize(() -> caller, this).isGranted();
  }
}
