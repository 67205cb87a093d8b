package io.github.scopekeeper.core.consent;

import io.github.scopekeeper.core.catalog.ScopeName;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What has to happen before an app gets its token. */
public sealed interface ConsentPlan {

  /** Scopes that the user denied lately, and from when on each may be asked for again. */
  Map<ScopeName, Instant> withheld();

  /** No page: the token is issued without what is withheld. */
  record GoOn(Map<ScopeName, Instant> withheld) implements ConsentPlan {
    public GoOn {
      withheld = Map.copyOf(withheld);
    }
  }

  /** No page and no token: nothing but denied scopes was asked for. */
  record Refuse(Map<ScopeName, Instant> withheld) implements ConsentPlan {
    public Refuse {
      withheld = Map.copyOf(withheld);
    }
  }

  /**
   * A page.
   *
   * @param items what it shows
   * @param held what the user's earlier yes means today, shown or not, requested or not
   * @param goesOnWithout whether the app gets something even if the user refuses all that is shown
   */
  record Ask(
      List<ConsentItem> items,
      Set<ScopeName> held,
      boolean goesOnWithout,
      Map<ScopeName, Instant> withheld)
      implements ConsentPlan {
    public Ask {
      items = List.copyOf(items);
      held = held(items, held);
      withheld = Map.copyOf(withheld);
    }

    private static Set<ScopeName> held(List<ConsentItem> items, Set<ScopeName> before) {
      Set<ScopeName> held = new LinkedHashSet<>(before);
      items.stream().filter(ConsentItem::granted).map(ConsentItem::scope).forEach(held::add);
      return Set.copyOf(held);
    }

    /** The shown scopes that the user may refuse one by one under these rules. */
    public Set<ScopeName> open(ConsentRules rules) {
      return items.stream()
          .filter(rules::canRefuse)
          .map(ConsentItem::scope)
          .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the user allowed it before. */
    boolean isHeld(ScopeName scope) {
      return held.contains(scope);
    }
  }

  /** Decides what to do with a request. */
  static ConsentPlan of(ConsentRequest request, ConsentRules rules, Instant now) {
    Map<ScopeName, Instant> withheld = new LinkedHashMap<>();
    List<ConsentItem> shown =
        request.items().stream()
            .filter(item -> !isWithheld(item, rules, now, withheld))
            .filter(item -> !item.granted() || request.reviewAll())
            .toList();
    if (!shown.isEmpty() || request.alwaysShow() || request.clientItself()) {
      return ask(request, shown, withheld);
    }
    boolean nothingLeft = !withheld.isEmpty() && withheld.keySet().containsAll(request.named());
    return nothingLeft && !request.signIn() ? new Refuse(withheld) : new GoOn(withheld);
  }

  private static boolean isWithheld(
      ConsentItem item, ConsentRules rules, Instant now, Map<ScopeName, Instant> withheld) {
    Optional<Instant> until = rules.withheldUntil(item, now);
    until.ifPresent(time -> withheld.put(item.scope(), time));
    return until.isPresent();
  }

  private static Ask ask(
      ConsentRequest request, List<ConsentItem> shown, Map<ScopeName, Instant> withheld) {
    boolean goesOnWithout =
        shown.isEmpty()
            || request.clientItself()
            || request.items().stream().anyMatch(item -> item.granted() && !shown.contains(item));
    return new Ask(shown, request.held(), goesOnWithout, withheld);
  }
}
