package io.github.scopekeeper.resource.spring;

import io.github.scopekeeper.resource.ResourceServer;
import io.github.scopekeeper.resource.ResourceServerBuilder;
import java.util.List;

/** Builds the server that the settings describe. */
final class ResourceServerFactory {

  private ResourceServerFactory() {}

  static ResourceServer make(
      ScopekeeperProperties properties, List<ResourceServerCustomizer> customizers) {
    if (properties.resource() == null || properties.audience().isEmpty()) {
      throw new IllegalArgumentException(
          "Set scopekeeper.resource, this API's address, and scopekeeper.audience, the client id in"
              + " Keycloak that stands for it.");
    }
    List<String> audience = properties.audience();
    ResourceServerBuilder builder =
        ResourceServer.builder(properties.issuer(), properties.resource(), audience.get(0));
    audience.stream().skip(1).forEach(builder::alsoAudience);
    if (!properties.algorithms().isEmpty()) {
      builder.algorithms(properties.algorithms().toArray(String[]::new));
    }
    realm(properties, builder);
    if (properties.expandImpliedScopes()) {
      builder.expandImpliedScopes();
    }
    if (properties.scopesSupported() != null) {
      builder.scopesSupported(properties.scopesSupported().toArray(String[]::new));
    }
    customizers.forEach(customizer -> customizer.customize(builder));
    return builder.build();
  }

  private static void realm(ScopekeeperProperties properties, ResourceServerBuilder builder) {
    if (properties.server() != null) {
      builder.server(properties.server());
    }
    if (properties.serviceAccount() != null) {
      builder.serviceAccount(properties.serviceAccount().account());
    }
    if (properties.catalogFile() != null) {
      builder.catalogFile(properties.catalogFile());
    }
    if (properties.readHiddenScopes()) {
      builder.readHiddenScopes();
    }
  }
}
