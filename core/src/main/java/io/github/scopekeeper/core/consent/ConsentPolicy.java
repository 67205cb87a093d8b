package io.github.scopekeeper.core.consent;

import io.github.scopekeeper.core.catalog.RiskLevel;
import io.github.scopekeeper.core.catalog.ScopeCatalog;
import io.github.scopekeeper.core.catalog.ScopeName;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns a user's answer into what is granted and what is denied. */
public final class ConsentPolicy {

  private final ScopeCatalog catalog;
  private final ConsentRules rules;

  public ConsentPolicy(ScopeCatalog catalog, ConsentRules rules) {
    this.catalog = catalog;
    this.rules = rules;
  }

  public ConsentDecision decide(ConsentPlan.Ask plan, ConsentAnswer answer) {
    return answer instanceof ConsentAnswer.Grant grant
        ? grant(plan, grant)
        : new ConsentDecision.Refused(refusable(plan));
  }

  private ConsentDecision grant(ConsentPlan.Ask plan, ConsentAnswer.Grant answer) {
    Set<ScopeName> open = plan.open(rules);
    if (!open.containsAll(answer.ticked())) {
      return new ConsentDecision.Forged();
    }
    Set<ScopeName> granted = granted(plan, open, answer.ticked());
    if (granted.isEmpty() && !plan.goesOnWithout()) {
      return new ConsentDecision.Refused(refusable(plan));
    }
    Set<ScopeName> risky = rules.confirmHighRisk() ? newHighRisk(plan, granted) : Set.of();
    if (!answer.confirmed().containsAll(risky)) {
      return new ConsentDecision.Confirm(risky);
    }
    Set<ScopeName> denied = new LinkedHashSet<>(open);
    denied.removeAll(granted);
    return new ConsentDecision.Granted(granted, denied, risky);
  }

  /**
   * What is locked or ticked, and what follows from it: nobody can allow to write but not to read.
   */
  private Set<ScopeName> granted(
      ConsentPlan.Ask plan, Set<ScopeName> open, Collection<ScopeName> ticked) {
    Set<ScopeName> yes = new LinkedHashSet<>(ticked);
    plan.items().stream().map(ConsentItem::scope).filter(s -> !open.contains(s)).forEach(yes::add);
    Set<ScopeName> granted = new LinkedHashSet<>(catalog.expand(yes));
    granted.addAll(impliedByWhatStays(plan));
    return granted;
  }

  /** A shown scope cannot be refused while a granted one that is not shown implies it. */
  private Set<ScopeName> impliedByWhatStays(ConsentPlan.Ask plan) {
    Set<ScopeName> implied = new LinkedHashSet<>(plan.held());
    implied.retainAll(plan.items().stream().map(ConsentItem::scope).collect(Collectors.toSet()));
    return implied;
  }

  private Set<ScopeName> newHighRisk(ConsentPlan.Ask plan, Set<ScopeName> granted) {
    return plan.items().stream()
        .filter(item -> !item.granted() && granted.contains(item.scope()))
        .map(ConsentItem::scope)
        .filter(scope -> catalog.riskOf(scope).filter(RiskLevel.HIGH::equals).isPresent())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /**
   * What the user was free to refuse, and had not allowed before: a no to the page takes nothing
   * back.
   */
  private Set<ScopeName> refusable(ConsentPlan.Ask plan) {
    return plan.items().stream()
        .filter(item -> rules.canRefuse(item) && !item.granted())
        .map(ConsentItem::scope)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether a box starts ticked. */
  public boolean startsTicked(ConsentItem item) {
    if (!rules.canRefuse(item) || item.granted()) {
      return true;
    }
    RiskLevel risk = catalog.riskOf(item.scope()).orElse(RiskLevel.MEDIUM);
    return rules.preticked().covers(risk);
  }
}
