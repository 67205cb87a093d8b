package io.github.scopekeeper.resource.spring;

import io.github.scopekeeper.resource.ResourceServerBuilder;

/** A bean that changes what the settings made, before the server is built. */
@FunctionalInterface
public interface ResourceServerCustomizer {

  void customize(ResourceServerBuilder builder);
}
