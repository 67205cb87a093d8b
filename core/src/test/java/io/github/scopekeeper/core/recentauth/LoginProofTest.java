package io.github.scopekeeper.core.recentauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginProofTest {

  private static final long NOW = 1_800_000_000L;
  private static final Instant CLOCK = Instant.ofEpochSecond(NOW);

  private static LoginProof said(String authTime) {
    return LoginProof.byProvider(NOW, Optional.of(authTime), CLOCK);
  }

  @Property
  void isReadAsItWasWritten(
      @ForAll @LongRange(min = 0, max = NOW * 2) long authTime,
      @ForAll @LongRange(min = 1, max = NOW + 60) long said) {
    LoginProof proof = LoginProof.byProvider(authTime, Optional.of(String.valueOf(said)), CLOCK);

    assertThat(LoginProof.parse(proof.text())).contains(proof);
  }

  @Property
  void neverThrowsOnWhatAnotherHandHasWritten(@ForAll String text) {
    LoginProof.parse(text);
    assertThat(said(text).authTime()).isEqualTo(NOW);
  }

  @Property
  void isNeverNewerThanTheMomentOfReturn(@ForAll long said) {
    assertThat(said(String.valueOf(said)).proven().orElse(NOW)).isLessThanOrEqualTo(NOW);
  }

  @Test
  void aProvidersTimeCounts() {
    assertThat(LoginProof.login(NOW, Optional.of(said("1799999000")), true))
        .isEqualTo(new Login.At(Instant.ofEpochSecond(1_799_999_000L)));
  }

  @Test
  void aProvidersClockMayBeAheadALittle() {
    assertThat(said(String.valueOf(NOW + 60)).proven()).contains(NOW);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "-1",
        "abc",
        "1.8e9",
        "1800000061",
        "1800000000000",
        " 1800000000",
        "null"
      })
  void whatIsNoTimeOfALoginProvesNothing(String authTime) {
    assertThat(LoginProof.login(NOW, Optional.of(said(authTime)), true))
        .isEqualTo(new Login.Unknown());
  }

  @Test
  void aSilentProviderProvesNothing() {
    LoginProof proof = LoginProof.byProvider(NOW, Optional.empty(), CLOCK);

    assertThat(LoginProof.login(NOW, Optional.of(proof), true)).isEqualTo(new Login.Unknown());
    assertThat(LoginProof.parse(proof.text())).contains(proof);
  }

  @Test
  void aLaterLoginThatNobodyLookedAtLeavesWhatWasProvenBefore() {
    assertThat(LoginProof.login(NOW + 5, Optional.of(LoginProof.here(NOW)), true))
        .isEqualTo(new Login.At(CLOCK));
  }

  @Test
  void aLaterLoginHereThatNobodyLookedAtCountsWhereNoProviderIsInvolved() {
    assertThat(LoginProof.login(NOW + 5, Optional.of(LoginProof.here(NOW)), false))
        .isEqualTo(new Login.At(CLOCK.plusSeconds(5)));
  }

  @Test
  void aSilentProviderTakesNothingFromWhatWasProvenBefore() {
    LoginProof silent = LoginProof.byProvider(NOW, Optional.empty(), CLOCK);

    assertThat(silent.after(Optional.of(LoginProof.here(NOW - 9))).proven()).contains(NOW - 9);
    assertThat(silent.after(Optional.empty()).proven()).isEmpty();
    assertThat(LoginProof.here(NOW).after(Optional.of(LoginProof.here(NOW - 9))))
        .isEqualTo(LoginProof.here(NOW));
  }

  @Test
  void aSessionThatNoProviderHadToDoWithIsAsOldAsItSays() {
    assertThat(LoginProof.login(NOW, Optional.empty(), false)).isEqualTo(new Login.At(CLOCK));
  }

  @Test
  void aSessionOfEarlierTimesThatCameThroughAProviderProvesNothing() {
    assertThat(LoginProof.login(NOW, Optional.empty(), true)).isEqualTo(new Login.Unknown());
  }

  @Test
  void aPasswordCountsAlsoWhereAProviderWasLinkedLater() {
    assertThat(LoginProof.login(NOW, Optional.of(LoginProof.here(NOW)), true))
        .isEqualTo(new Login.At(CLOCK));
  }
}
