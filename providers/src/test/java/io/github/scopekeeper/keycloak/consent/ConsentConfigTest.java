package io.github.scopekeeper.keycloak.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.consent.ConsentRules;
import io.github.scopekeeper.core.consent.Preticked;
import io.github.scopekeeper.keycloak.catalog.CatalogAccess;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RequiredActionConfigModel;

class ConsentConfigTest {

  @Test
  void whatIsNotSetIsTheDefault() {
    assertThat(ConsentConfig.rules(null)).isEqualTo(ConsentRules.DEFAULTS);
    assertThat(ConsentConfig.rules(config(Map.of()))).isEqualTo(ConsentRules.DEFAULTS);
  }

  @Test
  void settingsAreRead() {
    ConsentRules rules =
        ConsentConfig.rules(
            config(
                Map.of(
                    "denial.days", "30",
                    "users.choose", "false",
                    "preticked", "low",
                    "confirm.high.risk", "false")));

    assertThat(rules).isEqualTo(new ConsentRules(Duration.ofDays(30), false, Preticked.LOW, false));
  }

  @Test
  void aBadSettingIsRefusedOnSaveAndTheDefaultWhereItWasImported() {
    RequiredActionConfigModel bad = config(Map.of("denial.days", "-1"));

    assertThatThrownBy(() -> ConsentConfig.check(bad)).hasMessageContaining("from 0 to 3650");
    assertThatThrownBy(() -> ConsentConfig.check(config(Map.of("preticked", "all"))))
        .hasMessageContaining("unknown");
    assertThat(ConsentConfig.rules(bad)).isEqualTo(ConsentRules.DEFAULTS);
    RequiredActionConfigModel vague = config(Map.of("confirm.high.risk", "banana"));
    assertThatThrownBy(() -> ConsentConfig.check(vague)).hasMessageContaining("neither true nor");
    assertThat(ConsentConfig.rules(vague).confirmHighRisk()).as("stays on").isTrue();
  }

  @Test
  void aCatalogIsPublicUnlessTheRealmSaysAnythingElse() {
    RequiredActionConfigModel vague = config(Map.of("catalog.access", "friends"));

    assertThat(ConsentConfig.catalogAccess(null)).isEqualTo(CatalogAccess.PUBLIC);
    assertThat(ConsentConfig.catalogAccess(config(Map.of("catalog.access", "authenticated"))))
        .isEqualTo(CatalogAccess.AUTHENTICATED);
    assertThat(ConsentConfig.catalogAccess(vague)).isEqualTo(CatalogAccess.AUTHENTICATED);
    assertThatThrownBy(() -> ConsentConfig.check(vague)).hasMessageContaining("friends");
  }

  @Test
  void aClientDiffersOnlyWhereItSaysSo() {
    ClientConsentConfig off = client(Map.of("users.choose", "off", "required.scopes", "a##b"));

    assertThat(off.over(ConsentRules.DEFAULTS).usersChoose()).isFalse();
    assertThat(off.required()).containsExactlyInAnyOrder(ScopeName.of("a"), ScopeName.of("b"));
    assertThat(client(Map.of("users.choose", "inherit")).over(ConsentRules.DEFAULTS))
        .isEqualTo(ConsentRules.DEFAULTS);
    assertThat(client(Map.of("users.choose", "banana")).usersChoose()).isEmpty();
    assertThat(client(null).required()).isEmpty();
  }

  private static RequiredActionConfigModel config(Map<String, String> values) {
    RequiredActionConfigModel config = new RequiredActionConfigModel();
    config.setConfig(values);
    return config;
  }

  private static ClientConsentConfig client(Map<String, String> values) {
    ProtocolMapperModel settings = new ProtocolMapperModel();
    settings.setConfig(values);
    return ClientConsentConfig.of(settings);
  }
}
