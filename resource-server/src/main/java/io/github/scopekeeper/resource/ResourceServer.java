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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An API's side of OAuth: who calls (RFC 6750, RFC 9449), whether the token's scopes are enough,
 * whether the user logged in lately enough (RFC 9470), and what to answer. Knows no framework. Safe
 * for use by many threads; made once, closed at the end.
 */
public final class ResourceServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ResourceServer.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final TokenAuthenticator authenticator;
  private final CatalogSource catalogs;
  private final Answers answers;
  private final ResourceMetadata metadata;
  private final PublishedMetadata published;
  private final Optional<Set<ScopeName>> advertised;
  private final Clock clock;
  private final boolean expanding;
  private final UnknownScopes unknown = new UnknownScopes();
  private volatile boolean sourceFails;

  ResourceServer(ResourceServerBuilder builder) {
    this.authenticator = builder.authenticator();
    this.catalogs = builder.catalogs();
    this.metadata = builder.metadata();
    this.published = new PublishedMetadata(metadata);
    this.advertised = builder.advertised();
    this.answers = builder.answers();
    this.clock = builder.clock();
    this.expanding = builder.isExpanding();
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
      return decide(token, operation, catalog());
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
    Access access = new Access(token, operation, catalog, expanding, login);
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
      ApiCatalog catalog = catalog();
      return operation.rule().named().stream().anyMatch(catalog::isPrivileged);
    } catch (CatalogUnavailableException e) {
      return needsCatalog(operation);
    }
  }

  /**
   * The metadata document (RFC 9728). Unless scopes were named for it, it lists what the operations
   * ask for that is neither privileged nor of high risk and needs no fresh login: apps ask for the
   * rest when they are challenged. Of a scope and one that it includes the included one is listed:
   * who could read must not be made to ask for writing.
   */
  public ResourceMetadata metadata(Collection<Operation> operations) {
    if (advertised.isPresent()) {
      return metadata.withScopes(advertised.get());
    }
    try {
      return published.of(catalog(), operations);
    } catch (CatalogUnavailableException e) {
      return metadata;
    }
  }

  /** A source that fails in another way than it may is a catalog that nobody knows, too. */
  private ApiCatalog catalog() throws CatalogUnavailableException {
    try {
      ApiCatalog catalog =
          Objects.requireNonNull(catalogs.current(), "The source of the catalog gave none");
      sourceFails = false;
      return catalog;
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      if (!sourceFails) {
        LOG.warn("The source of the scope catalog failed", e);
      }
      sourceFails = true;
      throw new CatalogUnavailableException("The source of the scope catalog failed", e);
    }
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
