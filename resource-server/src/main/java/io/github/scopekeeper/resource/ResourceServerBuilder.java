package io.github.scopekeeper.resource;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.recentauth.RecentAuthPolicy;
import io.github.scopekeeper.resource.account.ServiceAccount;
import io.github.scopekeeper.resource.account.ServiceTokens;
import io.github.scopekeeper.resource.answer.Answers;
import io.github.scopekeeper.resource.catalog.CatalogDocument;
import io.github.scopekeeper.resource.catalog.CatalogRequest;
import io.github.scopekeeper.resource.catalog.CatalogSource;
import io.github.scopekeeper.resource.catalog.RealmCatalog;
import io.github.scopekeeper.resource.metadata.ResourceMetadata;
import io.github.scopekeeper.resource.token.TokenAuthenticator;
import io.github.scopekeeper.resource.token.TokenSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The settings of a {@link ResourceServer}. What is not said has a default that is safe. */
public final class ResourceServerBuilder {

  /** How far the clocks of Keycloak and of this API may be apart. */
  static final Duration SKEW = Duration.ofSeconds(30);

  private static final String CATALOG_SCOPE = "scope_catalog";

  private final String issuer;
  private final URI resource;
  private final Set<String> audience = new LinkedHashSet<>();
  private Set<String> algorithms = TokenSettings.ALGORITHMS;
  private URI server;
  private Duration timeout = Duration.ofSeconds(3);
  private Duration tokenCacheTime = Duration.ofSeconds(60);
  private Duration catalogMaxAge = Duration.ofSeconds(60);
  private Duration defaultMaxAuthenticationAge = RecentAuthPolicy.DEFAULT_MAX_AGE;
  private ServiceAccount account;
  private boolean hiddenScopes;
  private CatalogSource catalogs;
  private Path catalogFile;
  private boolean expanding;
  private Set<ScopeName> scopesSupported;
  private String name;
  private URI documentation;
  private Clock clock = Clock.systemUTC();

  ResourceServerBuilder(URI issuer, URI resource, String audience) {
    this.issuer = Objects.requireNonNull(issuer, "issuer").toString();
    this.server = issuer;
    this.resource = Objects.requireNonNull(resource, "resource");
    this.audience.add(Objects.requireNonNull(audience, "audience"));
  }

  /** Where this API reaches the realm, if not at the issuer's address. */
  public ResourceServerBuilder server(URI realm) {
    server = Objects.requireNonNull(realm, "realm");
    return this;
  }

  /** Another name that may stand in {@code aud}. */
  public ResourceServerBuilder alsoAudience(String another) {
    audience.add(Objects.requireNonNull(another, "another"));
    return this;
  }

  /**
   * The signature algorithms to accept; by default all in {@link TokenSettings#ALGORITHMS}.
   *
   * @param names as in RFC 7518, section 3.1; {@code none} and {@code HS...} are refused when the
   *     server is built
   */
  public ResourceServerBuilder algorithms(String... names) {
    algorithms = Set.of(names);
    return this;
  }

  /** How long to wait for the realm before a request is answered with 503; default 3 seconds. */
  public ResourceServerBuilder timeout(Duration longest) {
    timeout = positive(longest, "timeout");
    return this;
  }

  /**
   * How long a token whose signature was good is not verified again; its expiry is looked at each
   * time. Default 60 seconds; zero: verify each time.
   */
  public ResourceServerBuilder tokenCacheTime(Duration time) {
    tokenCacheTime = Objects.requireNonNull(time, "time");
    return this;
  }

  /**
   * The API's own client. With it, tokens that say nothing themselves (opaque and lightweight ones)
   * are introspected (RFC 7662); without, they are refused.
   */
  public ResourceServerBuilder serviceAccount(ServiceAccount client) {
    account = Objects.requireNonNull(client, "client");
    return this;
  }

  /**
   * Asks for the catalog as the service account, with the scope {@code scope_catalog}: for realms
   * that show it to known clients only, and for scopes that are hidden from discovery.
   */
  public ResourceServerBuilder readHiddenScopes() {
    hiddenScopes = true;
    return this;
  }

  /** How long a catalog is used before the realm is asked for changes; default 60 seconds. */
  public ResourceServerBuilder catalogMaxAge(Duration age) {
    catalogMaxAge = positive(age, "catalog age");
    return this;
  }

  /** A catalog from a file instead of the realm: what {@code scope-catalog} answers, saved. */
  public ResourceServerBuilder catalogFile(Path file) {
    catalogFile = Objects.requireNonNull(file, "file");
    return this;
  }

  /** A catalog from anywhere else. */
  public ResourceServerBuilder catalog(CatalogSource source) {
    catalogs = Objects.requireNonNull(source, "source");
    return this;
  }

  /**
   * How old a login may be for scopes whose entry needs a recent one and does not say; default 300
   * seconds, as in Keycloak.
   */
  public ResourceServerBuilder defaultMaxAuthenticationAge(Duration age) {
    defaultMaxAuthenticationAge = positive(age, "authentication age");
    return this;
  }

  /**
   * Takes a token for everything that its scopes include by the catalog, whether the token names it
   * or not. For tokens of a server that does not name what is included, such as a Keycloak without
   * Scopekeeper; with Scopekeeper a token names all that it is good for, and by default nothing
   * else counts.
   *
   * <p>It gives away what the server left out of the token. A scope then opens the API although the
   * user denied it, or never confirmed its high risk, although a role closes it to the user, or it
   * is not assigned to the app, as soon as the token has any scope that includes it; narrowing a
   * token (by a refresh, by token exchange) takes nothing from it that is included; and every
   * change of the catalog counts for tokens that were issued before.
   */
  public ResourceServerBuilder expandImpliedScopes() {
    expanding = true;
    return this;
  }

  /** What the metadata lists in {@code scopes_supported}, instead of working it out. */
  public ResourceServerBuilder scopesSupported(String... scopes) {
    scopesSupported = new LinkedHashSet<>();
    List.of(scopes).forEach(scope -> scopesSupported.add(ScopeName.of(scope)));
    return this;
  }

  /** {@code resource_name} in the metadata. */
  public ResourceServerBuilder name(String text) {
    name = text;
    return this;
  }

  /** {@code resource_documentation} in the metadata. */
  public ResourceServerBuilder documentation(URI page) {
    documentation = page;
    return this;
  }

  /** For tests. */
  public ResourceServerBuilder clock(Clock other) {
    clock = Objects.requireNonNull(other, "other");
    return this;
  }

  /**
   * Reaches nobody yet: keys and catalog are fetched with the first request.
   *
   * @throws IllegalArgumentException with a sentence that tells what to mend
   * @throws UncheckedIOException where the catalog's file cannot be read
   */
  public ResourceServer build() {
    if (hiddenScopes && account == null) {
      throw new IllegalArgumentException("Reading hidden scopes needs a service account.");
    }
    return new ResourceServer(this);
  }

  TokenAuthenticator authenticator() {
    return new TokenSettings(
            issuer,
            server,
            ResourceMetadata.origin(resource),
            audience,
            algorithms,
            SKEW,
            timeout,
            tokenCacheTime,
            Optional.ofNullable(account),
            clock)
        .authenticator();
  }

  CatalogSource catalogs() {
    if (catalogs != null) {
      return catalogs;
    }
    CatalogDocument document = new CatalogDocument(defaultMaxAuthenticationAge).ofRealm(issuer);
    if (catalogFile != null) {
      try {
        return CatalogSource.of(document.read(catalogFile));
      } catch (IOException e) {
        throw new UncheckedIOException("The scope catalog " + catalogFile + " is not readable", e);
      }
    }
    Optional<ServiceTokens> tokens =
        hiddenScopes
            ? Optional.of(new ServiceTokens(server, account, CATALOG_SCOPE, timeout, clock))
            : Optional.empty();
    return new RealmCatalog(new CatalogRequest(server, document, tokens, timeout), catalogMaxAge);
  }

  ResourceMetadata metadata() {
    return new ResourceMetadata(
        resource, issuer, List.of(), Optional.ofNullable(name), Optional.ofNullable(documentation));
  }

  Answers answers() {
    return new Answers(ResourceMetadata.location(resource), TokenSettings.dpopAlgorithms());
  }

  Optional<Set<ScopeName>> advertised() {
    return Optional.ofNullable(scopesSupported);
  }

  boolean isExpanding() {
    return expanding;
  }

  Clock clock() {
    return clock;
  }

  private static Duration positive(Duration value, String what) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException("The %s must be longer than zero.".formatted(what));
    }
    return value;
  }
}
