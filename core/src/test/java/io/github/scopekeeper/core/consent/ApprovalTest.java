package io.github.scopekeeper.core.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.core.consent.Approvals.Approval;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ApprovalTest {

  private static final Instant SINCE = Instant.parse("2026-01-08T12:00:00Z");

  private final Approval approval = new Approval(SINCE, true);

  @Test
  void belongsToAConsentThatIsAsOldOrOlder() {
    assertThat(approval.isPartOf(SINCE)).isTrue();
    assertThat(approval.isPartOf(SINCE.minusSeconds(86_400))).isTrue();
    assertThat(approval.isPartOf(SINCE.plusSeconds(2))).as("as earlier versions wrote it").isTrue();
  }

  @Test
  void doesNotBelongToAConsentThatWasMadeLater() {
    assertThat(approval.isPartOf(SINCE.plusSeconds(3))).isFalse();
  }
}
