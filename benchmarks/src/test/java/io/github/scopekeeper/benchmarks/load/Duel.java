package io.github.scopekeeper.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Compares two parties in short turns, A B B A: what drifts slowly, as the clock of the processor
 * or its other work do, meets both alike.
 */
final class Duel {
  private final Team a;
  private final Team b;
  private final int requests;

  Duel(Party a, Party b, Grant grant, int requests) {
    this.a = new Team(a, grant);
    this.b = new Team(b, grant);
    this.requests = requests;
  }

  private record Round(Team.Block a, Team.Block b) {
    double ratio(ToDoubleFunction<Team.Block> figure) {
      return figure.applyAsDouble(a) / figure.applyAsDouble(b);
    }
  }

  /** A's figures as shares of B's, and B's own throughput. */
  record Result(Spread throughput, Spread p95, Spread cpu, Spread perSecond) {}

  Result fight(int rounds) {
    round();
    List<Round> counted = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      counted.add(round());
    }
    return new Result(
        ratio(counted, Team.Block::throughput),
        ratio(counted, Team.Block::p95),
        ratio(counted, Team.Block::cpu),
        Spread.of(counted.stream().map(round -> round.b().throughput()).toList()));
  }

  private Round round() {
    Team.Block firstA = a.run(requests);
    Team.Block firstB = b.run(requests);
    Team.Block secondB = b.run(requests);
    return new Round(firstA.and(a.run(requests)), firstB.and(secondB));
  }

  private static Spread ratio(List<Round> rounds, ToDoubleFunction<Team.Block> figure) {
    return Spread.of(rounds.stream().map(round -> round.ratio(figure)).toList());
  }
}
