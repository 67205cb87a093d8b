package io.github.scopekeeper.benchmarks.load;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/** The middle of some figures, and where the middle half of them lies. */
public record Spread(double median, double low, double high) {

  /**
   * @param figures at least one
   */
  public static Spread of(Collection<Double> figures) {
    double[] sorted = figures.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return new Spread(percentile(sorted, 50), percentile(sorted, 25), percentile(sorted, 75));
  }

  /**
   * The value below which that share lies, between two neighbours in proportion.
   *
   * @param sorted ascending, at least one
   */
  static double percentile(double[] sorted, double percent) {
    double position = percent / 100 * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }

  public static double p95(long[] figures) {
    double[] sorted = Arrays.stream(figures).asDoubleStream().sorted().toArray();
    return percentile(sorted, 95);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.2f (%.2f-%.2f)", median, low, high);
  }
}
