package io.github.scopekeeper.keycloak.catalog;

import io.github.scopekeeper.core.catalog.Ownership;
import io.github.scopekeeper.core.catalog.RiskLevel;
import io.github.scopekeeper.core.catalog.ScopeAction;
import io.github.scopekeeper.core.recentauth.RecentAuthPolicy;
import java.util.List;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/** The fields that the admin console draws for an entry. */
final class CatalogEntryForm {

  static final List<ProviderConfigProperty> FIELDS =
      ProviderConfigurationBuilder.create()
          .property()
          .name(CatalogEntryConfig.LABEL)
          .label("Label")
          .helpText(
              "A few words that say what an app can do, for the consent page: \"Log workouts\"."
                  + " Or a message key: ${workoutsWrite}. Empty: the scope's name.")
          .type(ProviderConfigProperty.STRING_TYPE)
          .add()
          .property()
          .name(CatalogEntryConfig.DESCRIPTION)
          .label("Description")
          .helpText(
              "One plain sentence for the consent page: what the app can see or change. Or a"
                  + " message key: ${workoutsWriteDescription}.")
          .type(ProviderConfigProperty.STRING_TYPE)
          .add()
          .property()
          .name(CatalogEntryConfig.CATEGORY)
          .label("Category")
          .helpText(
              "The group on the consent page: a short id such as \"billing\". Its heading is the"
                  + " message scopeCategory.billing, or the id itself.")
          .type(ProviderConfigProperty.STRING_TYPE)
          .add()
          .property()
          .name(CatalogEntryConfig.RESOURCE)
          .label("Resource")
          .helpText("What the scope is about: \"workouts\". For catalogs and reports.")
          .type(ProviderConfigProperty.STRING_TYPE)
          .add()
          .property()
          .name(CatalogEntryConfig.ACTION)
          .label("Action")
          .helpText("What the scope lets an app do with the resource. For catalogs and reports.")
          .type(ProviderConfigProperty.LIST_TYPE)
          .options(CatalogEntryConfig.names(ScopeAction.class))
          .add()
          .property()
          .name(CatalogEntryConfig.OWNERSHIP)
          .label("Ownership")
          .helpText("Whose resources it reaches: the user's own, shared ones, or everybody's.")
          .type(ProviderConfigProperty.LIST_TYPE)
          .options(CatalogEntryConfig.names(Ownership.class))
          .add()
          .property()
          .name(CatalogEntryConfig.RISK)
          .label("Risk")
          .helpText(
              "How much harm an app could do with it. Shown on the consent page; a high risk never"
                  + " starts ticked and takes one more click.")
          .type(ProviderConfigProperty.LIST_TYPE)
          .options(CatalogEntryConfig.names(RiskLevel.class))
          .defaultValue("low")
          .add()
          .property()
          .name(CatalogEntryConfig.PRIVILEGED)
          .label("Privileged")
          .helpText("Marks the scope with a lock and its group as sensitive on the consent page.")
          .type(ProviderConfigProperty.BOOLEAN_TYPE)
          .defaultValue(false)
          .add()
          .property()
          .name(CatalogEntryConfig.REQUIRES_REAUTH)
          .label("Requires recent login")
          .helpText(
              "Tokens carry this scope only while the user's login is recent. Needs the"
                  + " authenticator \"Recent login for scopes\" in the browser flow, which asks for"
                  + " the new login. Machines (client credentials) never get such a scope.")
          .type(ProviderConfigProperty.BOOLEAN_TYPE)
          .defaultValue(false)
          .add()
          .property()
          .name(CatalogEntryConfig.MAX_AUTH_AGE)
          .label("Maximum age of the login")
          .helpText(
              "In seconds, at least 1. Empty: the authenticator's own setting, %d if it has none."
                  .formatted(RecentAuthPolicy.DEFAULT_MAX_AGE.toSeconds()))
          .type(ProviderConfigProperty.STRING_TYPE)
          .add()
          .property()
          .name(CatalogEntryConfig.IMPLIES)
          .label("Includes")
          .helpText(
              "Names of scopes that are held with this one: \"workouts:write\" includes"
                  + " \"workouts:read\". Tokens name them too, as far as they are assigned to the"
                  + " client.")
          .type(ProviderConfigProperty.MULTIVALUED_STRING_TYPE)
          .add()
          .property()
          .name(CatalogEntryConfig.ALIASES)
          .label("Older names")
          .helpText(
              "Names that this scope had before: \"write:workouts\". APIs that check tokens with"
                  + " the library accept an older name for this one and this one for an older"
                  + " name. Tokens do not change: a client gets what it asked for, by the name it"
                  + " asked for. The old client scope may stay until nobody asks for it.")
          .type(ProviderConfigProperty.MULTIVALUED_STRING_TYPE)
          .add()
          .build();

  private CatalogEntryForm() {}
}
