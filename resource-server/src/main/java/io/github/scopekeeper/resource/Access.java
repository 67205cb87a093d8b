package io.github.scopekeeper.resource;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.token.TokenReading;
import io.github.scopekeeper.resource.answer.Refusal;
import io.github.scopekeeper.resource.catalog.ApiCatalog;
import io.github.scopekeeper.resource.rule.Operation;
import io.github.scopekeeper.resource.token.AccessToken;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a token is good for in one operation. It remembers whether it let somebody reach what is
 * another's, for the audit. Safe for use by many threads.
 */
public final class Access {

  private final AccessToken token;
  private final Operation operation;
  private final ApiCatalog catalog;
  private final TokenReading reading;
  private final boolean expand;
  private final FreshLogin login;
  private volatile Set<ScopeName> expanded;
  private volatile boolean beyondOwn;

  /**
   * @param expand whether the token is good for what its scopes include, too, though it does not
   *     say
   */
  Access(
      AccessToken token,
      Operation operation,
      ApiCatalog catalog,
      boolean expand,
      FreshLogin login) {
    this.token = token;
    this.operation = operation;
    this.catalog = catalog;
    this.reading = catalog.reading(expand);
    this.expand = expand;
    this.login = login;
  }

  /** Expanded once: thousands of scopes may include the one that is asked for. */
  boolean holds(ScopeName name) {
    if (!expand || token.scopes().contains(name)) {
      return reading.holds(token.scopes(), name);
    }
    if (expanded == null) {
      expanded = scopes();
    }
    return expanded.contains(name);
  }

  /** Held, and with a login that is young enough for it. */
  private boolean isUsable(ScopeName name) {
    return holds(name) && login.isFreshFor(token, name);
  }

  /** All scopes that the token is good for: those that it names, and other names of the same. */
  public Set<ScopeName> scopes() {
    return reading.scopes(token.scopes());
  }

  private boolean reachesEverybodys(ScopeName name) {
    return !catalog.isOwn(name);
  }

  /**
   * The scopes that the operation was allowed for; once {@link #reaches} said yes for what is not
   * the user's own, those that allow that.
   */
  public Set<ScopeName> used() {
    Predicate<ScopeName> held =
        beyondOwn ? name -> reachesEverybodys(name) && isUsable(name) : this::isUsable;
    return operation.rule().toAskFor(held, name -> true).orElse(Set.of());
  }

  /** Whether the audit has to know: one of the scopes that it was allowed for is privileged. */
  boolean isAudited() {
    return operation.audited() || used().stream().anyMatch(catalog::isPrivileged);
  }

  /**
   * Whether the operation may touch something that belongs to this user: to anybody, where a scope
   * was granted that reaches everybody's, with a login young enough for it; only to the token's own
   * user, where the scopes say {@code own} or the operation takes none.
   *
   * @param owner the {@code sub} of whom it belongs to; null: to nobody
   */
  public boolean reaches(String owner) {
    return notReached(owner).isEmpty();
  }

  /** The refusal to answer with where {@link #reaches} says no. */
  public Optional<Refusal> notReached(String owner) {
    boolean owned = owner != null && token.subject().filter(owner::equals).isPresent();
    if (owned) {
      return Optional.empty();
    }
    if (operation.rule().named().isEmpty()) {
      return Optional.of(new Refusal.NotOwned());
    }
    Predicate<ScopeName> reaching = name -> reachesEverybodys(name) && holds(name);
    if (!operation.rule().isSatisfiedBy(reaching)) {
      return Optional.of(lacking(reaching, this::reachesEverybodys));
    }
    Optional<Refusal> stale = login.missing(token, operation, reaching);
    if (stale.isEmpty()) {
      beyondOwn = true;
    }
    return stale;
  }

  /** What is missing, told so that one more request for a token is enough. */
  Refusal lacking(Predicate<ScopeName> held, Predicate<ScopeName> obtainable) {
    Optional<Set<ScopeName>> scope = operation.rule().toAskFor(held, obtainable);
    if (scope.isEmpty()) {
      return new Refusal.NotOwned();
    }
    Set<ScopeName> missing = new LinkedHashSet<>(scope.get());
    missing.removeIf(held);
    return new Refusal.Scope(scope.get(), missing, operation.rule().alternatives(held));
  }
}
