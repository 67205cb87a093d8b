package io.github.scopekeeper.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void theMiddleAndTheMiddleHalf() {
    assertThat(Spread.of(List.of(5.0, 1.0, 2.0, 4.0, 3.0))).isEqualTo(new Spread(3, 2, 4));
  }

  @Test
  void betweenTwoNeighbours() {
    assertThat(Spread.of(List.of(1.0, 2.0)).median()).isEqualTo(1.5);
  }

  @Test
  void oneFigureHasNoSpread() {
    assertThat(Spread.of(List.of(0.97))).isEqualTo(new Spread(0.97, 0.97, 0.97));
  }

  @Test
  void nineteenOfTwentyAreFasterThanTheP95() {
    assertThat(Spread.p95(LongStream.rangeClosed(0, 100).toArray())).isEqualTo(95);
  }
}
