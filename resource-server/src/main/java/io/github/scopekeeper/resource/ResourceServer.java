package io.github.scopekeeper.resource;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.resource.answer.Answer;
import io.github.scopekeeper.resource.answer.Answers;
import io.github.scopekeeper.resource.answer.Refusal;
import io.github.scopekeeper.resource.catalog.ApiCatalog;
import io.github.scopekeeper.resource.catalog.CatalogSource;
import io.github.scopekeeper.resource.catalog.CatalogUnavailableException;
import io.github.scopekeeper.resource.metadata.ResourceMetadata;
import io.github.scopekeeper.resource.request.ApiRequest;
import io.github.scopekeeper.resource.rule.Operation;
import io.github.scopekeeper.resource.token.AccessToken;
import io.github.scopekeeper.resource.token.TokenAuthenticator;
import io.github.scopekeeper.resource.token.TokenException;
import io.github.scopekeeper.resource.token.TokenProblem;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * An API's side of OAuth: who calls (RFC 6750, RFC 9449), whether the token's scopes are enough,
 * whether the user logged in lately enough (RFC 9470), and what to answer. Knows no framework. Safe
 * for use by many threads; made once, closed at the end.
 */
public final class ResourceServer implements AutoCloseable {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final TokenAuthenticator authenticator;
  private final CatalogSource catalogs;
  private final Answers answers;
  private final ResourceMetadata metadata;
  private final Optional<Set<ScopeName>> advertised;
  private final Clock clock;
  private final UnknownScopes unknown = new UnknownScopes();

  ResourceServer(ResourceServerBuilder builder) {
    this.authenticator = builder.authenticator();
    this.catalogs = builder.catalogs();
    this.metadata = builder.metadata();
    this.advertised = builder.advertised();
    this.answers = builder.answers();
    this.clock = builder.clock();
  }

  /**
   * @param issuer the realm as tokens name it, such as {@code
   *     https://id.example.com/realms/fitness}
   * @param resource this API as apps know it, such as {@code https://api.example.com}
   * @param audience what a token's {@code aud} must name: the client id that stands for this API
   */
  public static ResourceServerBuilder builder(URI issuer, URI resource, String audience) {
    return new ResourceServerBuilder(issuer, resource, audience);
  }

  /** Token, scopes and login of a request, in this order. */
  public Decision check(ApiRequest request, Operation operation) {
    try {
      return authorize(authenticator.authenticate(request), operation);
    } catch (TokenException e) {
      return new Decision.Refused(refusal(e, operation), Optional.empty());
    }
  }

  /**
   * The token of a request alone, for frameworks that authorize later.
   *
   * @throws TokenException where there is no good token, or where nobody can say
   */
  public AccessToken authenticate(ApiRequest request) throws TokenException {
    return authenticator.authenticate(request);
  }

  /** Scopes and login, of a token that this server has authenticated. */
  public Decision authorize(AccessToken token, Operation operation) {
    try {
      return decide(token, operation, catalogs.current());
    } catch (CatalogUnavailableException e) {
      return needsCatalog(operation)
          ? new Decision.Refused(new Refusal.Unavailable(RETRY_AFTER), Optional.of(token))
          : decide(token, operation, ApiCatalog.empty());
    }
  }

  private static boolean needsCatalog(Operation operation) {
    return !operation.rule().named().isEmpty();
  }

  private Decision decide(AccessToken token, Operation operation, ApiCatalog catalog) {
    unknown.tell(operation, catalog);
    FreshLogin login = new FreshLogin(catalog, clock);
    Access access = new Access(token, operation, catalog, login);
    if (!operation.rule().isSatisfiedBy(access::holds)) {
      return new Decision.Refused(access.lacking(access::holds, name -> true), Optional.of(token));
    }
    return login
        .missing(token, operation, access::holds)
        .<Decision>map(refusal -> new Decision.Refused(refusal, Optional.of(token)))
        .orElseGet(() -> new Decision.Allowed(token, access));
  }

  /** The refusal of a token, with what the operation would need. */
  public Refusal refusal(TokenException e, Operation operation) {
    TokenProblem problem = e.problem();
    return new Refusal.Token(
        problem, operation.rule().toAskFor(name -> false, name -> true).orElse(Set.of()));
  }

  /** What to answer to a refused request. */
  public Answer answer(Refusal refusal) {
    return answers.of(refusal);
  }

  /**
   * Whether this is written down. What was allowed: where a scope that it was allowed for is
   * privileged. What was refused: where one of its scopes is, and it is known who tried. Both where
   * the operation itself says so. As long as the catalog is not known, all scopes count as
   * privileged.
   */
  public boolean isAudited(Operation operation, Decision decision) {
    if (decision instanceof Decision.Allowed allowed) {
      return allowed.access().isAudited();
    }
    return ((Decision.Refused) decision).token().isPresent() && isPrivileged(operation);
  }

  private boolean isPrivileged(Operation operation) {
    if (operation.audited()) {
      return true;
    }
    try {
      ApiCatalog catalog = catalogs.current();
      return operation.rule().named().stream().anyMatch(catalog::isPrivileged);
    } catch (CatalogUnavailableException e) {
      return needsCatalog(operation);
    }
  }

  /**
   * The metadata document (RFC 9728). Unless scopes were named for it, it lists what the operations
   * ask for that is neither privileged nor of high risk and needs no fresh login: apps ask for the
   * rest when they are challenged.
   */
  public ResourceMetadata metadata(Collection<Operation> operations) {
    return metadata.withScopes(advertised.orElseGet(() -> harmless(operations)));
  }

  private Set<ScopeName> harmless(Collection<Operation> operations) {
    Set<ScopeName> scopes = new LinkedHashSet<>();
    try {
      ApiCatalog catalog = catalogs.current();
      for (Operation operation : operations) {
        if (operation.maxAuthenticationAge().isEmpty()) {
          operation.rule().toAskFor(name -> false, catalog::isHarmless).ifPresent(scopes::addAll);
        }
      }
      scopes.removeIf(name -> isImpliedBySmaller(catalog, scopes, name));
    } catch (CatalogUnavailableException e) {
      return Set.of();
    }
    return scopes;
  }

  /** Who could read must not be made to ask for writing: the including scope goes. */
  private static boolean isImpliedBySmaller(
      ApiCatalog catalog, Set<ScopeName> scopes, ScopeName name) {
    return scopes.stream()
        .anyMatch(
            other ->
                catalog.expand(Set.of(name)).contains(other)
                    && !catalog.expand(Set.of(other)).contains(name));
  }

  @Override
  public void close() {
    authenticator.close();
    try {
      catalogs.close();
    } catch (Exception e) {
      throw new IllegalStateException("The catalog cannot be closed", e);
    }
  }
}
