package io.github.scopekeeper.benchmarks.load;

import io.github.scopekeeper.benchmarks.load.Party.Wish;
import io.github.scopekeeper.it.support.Servers;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A Keycloak with our JARs beside one without, on this machine's loopback interface, both up and
 * one at a time at work.
 */
public final class LoadRun {
  private static final int ROUNDS = Integer.getInteger("load.rounds", 12);
  private static final int REQUESTS = Integer.getInteger("load.requests", 300);
  private static final int WARM_UP = 10 * REQUESTS;
  private static final String ONLY = System.getProperty("load.only", "");
  private static final int SMALL = 20;
  private static final int LARGE = 1_000;

  private static final Wish UNTOUCHED = Wish.exactly("profile email");
  private static final String ALL =
      "profile:read profile:write workouts:read workouts:write"
          + " appointments:read appointments:manage";
  private static final Wish ASKED = Wish.exactly("profile:read workouts:read appointments:read");
  private static final Wish EXPLICIT = Wish.exactly(ALL);
  private static final Wish EXPANDING =
      Wish.expanding("profile:write workouts:write appointments:manage", ALL);

  private LoadRun() {}

  private record Case(String name, Party a, Party b, Set<Grant> grants) {
    Case(String name, Party a, Party b) {
      this(name, a, b, EnumSet.complementOf(EnumSet.of(Grant.SIGN_ON)));
    }
  }

  /** Both servers end with this JVM. */
  public static void run() {
    Server ours = Server.start(Servers::scopekeeper);
    Server stock = Server.start(Servers::stock);
    List<Case> cases =
        cases(ours, stock).stream().filter(each -> each.name().contains(ONLY)).toList();
    System.out.printf("%n%d requests a turn, %d rounds of A B B A%n", REQUESTS, ROUNDS);
    warmUp(cases);
    line("case", "grant", "throughput", "p95", "CPU a request", "B a second");
    for (Case each : cases) {
      each.grants().forEach(grant -> measure(each, grant));
    }
  }

  private static List<Case> cases(Server ours, Server stock) {
    Realm oursPlain = Realm.withoutEntries(ours.keycloak(), "plain", SMALL);
    Realm oursSmall = Realm.withEntries(ours.keycloak(), "small", SMALL);
    Realm oursLarge = Realm.withEntries(ours.keycloak(), "large", LARGE);
    Realm stockSmall = Realm.withoutEntries(stock.keycloak(), "small", SMALL);
    Realm stockLarge = Realm.withoutEntries(stock.keycloak(), "large", LARGE);
    Party stockUntouched = new Party(stock, stockSmall, UNTOUCHED);
    Party oursExpanding = new Party(ours, oursSmall, EXPANDING);
    Party stockExplicit = new Party(stock, stockSmall, EXPLICIT);
    Party oursExpandingLarge = new Party(ours, oursLarge, EXPANDING);
    Party stockExplicitLarge = new Party(stock, stockLarge, EXPLICIT);
    return List.of(
        new Case("no entry in the realm", new Party(ours, oursPlain, UNTOUCHED), stockUntouched),
        new Case(
            "asked for consent",
            Party.asking(ours, oursSmall, ASKED),
            Party.asking(stock, stockSmall, ASKED),
            EnumSet.complementOf(EnumSet.of(Grant.CLIENT_CREDENTIALS))),
        new Case("no entry concerned", new Party(ours, oursSmall, UNTOUCHED), stockUntouched),
        new Case("3 scopes expand to 6", oursExpanding, stockExplicit),
        new Case("3 to 6, 1000 in realm", oursExpandingLarge, stockExplicitLarge),
        new Case("ours, 1000 : 20", oursExpandingLarge, oursExpanding),
        new Case("stock, 1000 : 20", stockExplicitLarge, stockExplicit));
  }

  /** Until the servers' compilers have done their work: both see the same requests. */
  private static void warmUp(List<Case> cases) {
    for (int turn = 0; turn < 2; turn++) {
      for (Case each : cases) {
        for (Grant grant : each.grants()) {
          new Team(each.a(), grant).run(WARM_UP / 2);
          new Team(each.b(), grant).run(WARM_UP / 2);
        }
      }
    }
  }

  private static void measure(Case each, Grant grant) {
    Duel.Result result = new Duel(each.a(), each.b(), grant, REQUESTS).fight(ROUNDS);
    line(
        each.name(),
        grant.toString(),
        result.throughput().toString(),
        result.p95().toString(),
        result.cpu().toString(),
        String.format(Locale.ROOT, "%.0f", result.perSecond().median()));
  }

  private static void line(String... cells) {
    System.out.printf("%-22s %-19s %-18s %-18s %-18s %s%n", (Object[]) cells);
  }
}
