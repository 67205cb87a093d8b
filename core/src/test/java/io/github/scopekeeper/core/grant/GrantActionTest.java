package io.github.scopekeeper.core.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class GrantActionTest {

  @Test
  void mostRequestsAreNotAboutGrants() {
    assertThat(read(null, null)).isEmpty();
  }

  @Test
  void aNewGrantHasNoIdYet() {
    assertThat(read("create", null)).contains(new GrantAction.Create());
    assertThatThrownBy(() -> read("create", "g")).hasMessageContaining("takes no grant_id");
  }

  @Test
  void onlyAKnownGrantCanBeChanged() {
    assertThat(read("merge", "g")).contains(new GrantAction.Merge("g"));
    assertThat(read("replace", "g")).contains(new GrantAction.Replace("g"));
    assertThatThrownBy(() -> read("merge", null)).hasMessageContaining("needs a grant_id");
    assertThatThrownBy(() -> read("replace", null)).hasMessageContaining("needs a grant_id");
  }

  @Test
  void anythingElseIsRefused() {
    assertThatThrownBy(() -> read("update", "g")).hasMessageContaining("none of create");
    assertThatThrownBy(() -> read(null, "g")).hasMessageContaining("without");
  }

  private static Optional<GrantAction> read(String action, String grantId) {
    return GrantAction.of(Optional.ofNullable(action), Optional.ofNullable(grantId));
  }
}
