package io.github.scopekeeper.keycloak.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scopekeeper.core.catalog.Ownership;
import io.github.scopekeeper.core.catalog.RiskLevel;
import io.github.scopekeeper.core.catalog.ScopeAction;
import io.github.scopekeeper.core.catalog.ScopeDefinition;
import io.github.scopekeeper.core.catalog.ScopeName;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.provider.ProviderConfigProperty;

class CatalogEntryConfigTest {

  @Test
  void anEntryIsReadWhole() {
    ScopeDefinition definition =
        read(
            Map.ofEntries(
                Map.entry("label", " Manage billing "),
                Map.entry("description", "Change how you pay"),
                Map.entry("category", "billing"),
                Map.entry("resource", "billing"),
                Map.entry("action", "manage"),
                Map.entry("ownership", "own"),
                Map.entry("risk", "high"),
                Map.entry("privileged", "true"),
                Map.entry("requires.reauth", "true"),
                Map.entry("max.auth.age", "60"),
                Map.entry("implies", "billing:read##profile:read"),
                Map.entry("aliases", "manage:billing##Billing.Manage")));

    assertThat(definition.label()).isEqualTo("Manage billing");
    assertThat(definition.description()).contains("Change how you pay");
    assertThat(definition.category()).contains("billing");
    assertThat(definition.action()).contains(ScopeAction.MANAGE);
    assertThat(definition.ownership()).contains(Ownership.OWN);
    assertThat(definition.risk()).isEqualTo(RiskLevel.HIGH);
    assertThat(definition.privileged()).isTrue();
    assertThat(definition.requiresReauthentication()).isTrue();
    assertThat(definition.maxAuthenticationAge()).contains(Duration.ofSeconds(60));
    assertThat(definition.implied())
        .containsExactlyInAnyOrder(ScopeName.of("billing:read"), ScopeName.of("profile:read"));
    assertThat(definition.aliases())
        .containsExactlyInAnyOrder(ScopeName.of("manage:billing"), ScopeName.of("Billing.Manage"));
  }

  @Test
  void anEmptyEntryIsALowRiskThatImpliesNothing() {
    ScopeDefinition definition = read(Map.of("implies", " ", "max.auth.age", ""));

    assertThat(definition.label()).isEqualTo("billing:manage");
    assertThat(definition.risk()).isEqualTo(RiskLevel.LOW);
    assertThat(definition.implied()).isEmpty();
    assertThat(definition.aliases()).isEmpty();
    assertThat(definition.maxAuthenticationAge()).isEmpty();
  }

  @Test
  void aBadValueIsRefusedWithItsKeyAndWhatWouldBeRight() {
    assertThatThrownBy(() -> read(Map.of("risk", "huge")))
        .hasMessage("risk: \"huge\" is none of low, medium, high.");
    assertThatThrownBy(() -> read(Map.of("max.auth.age", "5 minutes")))
        .hasMessage("max.auth.age: \"5 minutes\" is no number of seconds.");
    assertThatThrownBy(() -> read(Map.of("max.auth.age", "0"))).hasMessageContaining("1 second");
    assertThatThrownBy(() -> read(Map.of("requires.reauth", "maybe")))
        .hasMessageContaining("neither true nor false");
    assertThatThrownBy(() -> read(Map.of("implies", "a b"))).hasMessageContaining("a space");
  }

  @Test
  void everyFieldOfTheFormHasAHelpText() {
    assertThat(CatalogEntryForm.FIELDS)
        .allSatisfy(field -> assertThat(field.getHelpText()).as(field.getName()).isNotBlank());
    assertThat(
            CatalogEntryForm.FIELDS.stream()
                .map(ProviderConfigProperty::getName)
                .collect(Collectors.toSet()))
        .hasSize(12);
  }

  private static ScopeDefinition read(Map<String, String> config) {
    ProtocolMapperModel entry = new ProtocolMapperModel();
    entry.setConfig(config);
    return CatalogEntryConfig.definition("billing:manage", entry);
  }
}
