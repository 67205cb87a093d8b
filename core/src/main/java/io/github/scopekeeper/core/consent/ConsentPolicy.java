package io.github.scopekeeper.core.consent;

import io.github.scopekeeper.core.catalog.AvailableScopes;
import io.github.scopekeeper.core.catalog.RiskLevel;
import io.github.scopekeeper.core.catalog.ScopeCatalog;
import io.github.scopekeeper.core.catalog.ScopeName;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Turns a user's answer into what is granted and what is denied. */
public final class ConsentPolicy {

  private final ScopeCatalog catalog;
  private final ConsentRules rules;
  private final AvailableScopes scopes;
  private final Predicate<ScopeName> denied;

  /**
   * @param denied what the user has said no to and not yes since
   */
  public ConsentPolicy(
      ScopeCatalog catalog,
      ConsentRules rules,
      AvailableScopes scopes,
      Predicate<ScopeName> denied) {
    this.catalog = catalog;
    this.rules = rules;
    this.scopes = scopes;
    this.denied = denied;
  }

  /** What a page with this plan shows. */
  public ShownConsent show(ConsentPlan.Ask plan, Optional<ShownConsent.ClientStanding> client) {
    return ShownConsent.of(plan, rules, this, client);
  }

  /**
   * A no to a page counts, whatever has changed since it was shown. What it has not shown is not
   * denied, nor what has been allowed elsewhere meanwhile.
   *
   * @param shown what the page has shown; empty: nobody knows
   */
  public ConsentDecision.Refused deny(ConsentPlan.Ask plan, Optional<ShownConsent> shown) {
    Set<ScopeName> denied = new LinkedHashSet<>(refusable(plan));
    denied.retainAll(shown.map(ShownConsent::refusable).orElse(Set.of()));
    return new ConsentDecision.Refused(denied);
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
    Map<Boolean, Set<ScopeName>> yes =
        plan.items().stream()
            .filter(item -> !open.contains(item.scope()) || ticked.contains(item.scope()))
            .collect(
                Collectors.partitioningBy(
                    ConsentItem::granted,
                    Collectors.mapping(
                        ConsentItem::scope, Collectors.toCollection(LinkedHashSet::new))));
    Set<ScopeName> granted = grantedAnew(yes.get(false));
    granted.addAll(grantedStill(plan, yes.get(true)));
    granted.addAll(impliedByWhatStays(plan));
    return granted;
  }

  /** A new yes is one to everything that the page says the scope includes. */
  private Set<ScopeName> grantedAnew(Set<ScopeName> yes) {
    return asked(catalog.expand(yes, scopes.available()));
  }

  /**
   * A yes that is repeated means what it has meant: it confirms no high risk that has been added to
   * the scope since, and overturns no denial.
   */
  private Set<ScopeName> grantedStill(ConsentPlan.Ask plan, Set<ScopeName> yes) {
    return asked(catalog.expand(yes, plan::isHeld));
  }

  private Set<ScopeName> asked(Set<ScopeName> expanded) {
    expanded.removeIf(scopes.asked().negate());
    return expanded;
  }

  /** What is granted with a scope of the page, besides itself, if the user allows that scope. */
  public Set<ScopeName> includes(ConsentPlan.Ask plan, ConsentItem item) {
    Set<ScopeName> one = Set.of(item.scope());
    Set<ScopeName> included = item.granted() ? grantedStill(plan, one) : grantedAnew(one);
    included.remove(item.scope());
    return included;
  }

  /** A shown scope cannot be refused while a granted one that is not shown implies it. */
  private Set<ScopeName> impliedByWhatStays(ConsentPlan.Ask plan) {
    Set<ScopeName> shown =
        plan.items().stream().map(ConsentItem::scope).collect(Collectors.toSet());
    Set<ScopeName> stays = new LinkedHashSet<>(plan.held());
    stays.removeAll(shown);
    Set<ScopeName> implied = catalog.expand(stays, plan::isHeld);
    implied.retainAll(shown);
    return implied;
  }

  private Set<ScopeName> newHighRisk(ConsentPlan.Ask plan, Set<ScopeName> granted) {
    return granted.stream()
        .filter(scope -> !plan.isHeld(scope) && HeldScopes.isHighRisk(catalog, scope))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /**
   * What the user was free to refuse, and had not allowed before: a no to the page takes nothing
   * back.
   */
  Set<ScopeName> refusable(ConsentPlan.Ask plan) {
    return plan.items().stream()
        .filter(item -> rules.canRefuse(item) && !item.granted())
        .map(ConsentItem::scope)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether a box starts ticked. One that would grant what was denied is left to the user. */
  public boolean startsTicked(ConsentItem item) {
    if (!rules.canRefuse(item) || item.granted()) {
      return true;
    }
    Set<ScopeName> included = grantedAnew(Set.of(item.scope()));
    included.remove(item.scope());
    if (included.stream().anyMatch(denied)) {
      return false;
    }
    RiskLevel risk = catalog.riskOf(item.scope()).orElse(RiskLevel.MEDIUM);
    return rules.preticked().covers(risk);
  }
}
