package io.github.scopekeeper.resource.catalog;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.github.scopekeeper.core.catalog.Ownership;
import io.github.scopekeeper.core.catalog.RiskLevel;
import io.github.scopekeeper.core.catalog.ScopeAction;
import io.github.scopekeeper.core.catalog.ScopeDefinition;
import io.github.scopekeeper.core.catalog.ScopeName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The document of {@code GET /realms/{realm}/scope-catalog}. One that is not understood in every
 * part is refused whole: an entry left out could be the one that demands a fresh login.
 */
public final class CatalogDocument {

  /** Longer documents are not read. */
  public static final int LONGEST = 8 * 1024 * 1024;

  private static final int MOST_SCOPES = 20_000;

  private final Duration defaultMaxAge;
  private final Optional<String> issuer;

  /**
   * Takes the catalog of any realm.
   *
   * @param defaultMaxAge how old a login may be for scopes that need a recent one and do not say
   */
  public CatalogDocument(Duration defaultMaxAge) {
    this(defaultMaxAge, Optional.empty());
  }

  private CatalogDocument(Duration defaultMaxAge, Optional<String> issuer) {
    this.defaultMaxAge = defaultMaxAge;
    this.issuer = issuer;
  }

  /**
   * Takes the catalog of this realm, or one that does not say whose it is. The host may differ: it
   * can be that under which the realm was asked.
   */
  public CatalogDocument ofRealm(String realmIssuer) {
    return new CatalogDocument(defaultMaxAge, Optional.of(realmIssuer));
  }

  /**
   * @throws IOException where the file cannot be read
   * @throws IllegalArgumentException where it is no catalog, with a sentence that tells what to
   *     mend
   */
  public ApiCatalog read(Path file) throws IOException {
    if (Files.size(file) > LONGEST) {
      throw new IllegalArgumentException("The scope catalog in %s is too long.".formatted(file));
    }
    return parse(Files.readString(file));
  }

  /**
   * @throws IllegalArgumentException where it is no catalog, with a sentence that tells what to
   *     mend
   */
  public ApiCatalog parse(String json) {
    try {
      Map<String, Object> document = JSONObjectUtils.parse(json, LONGEST);
      Map<String, Object>[] scopes =
          document == null ? null : JSONObjectUtils.getJSONObjectArray(document, "scopes");
      if (scopes == null || scopes.length > MOST_SCOPES) {
        throw new IllegalArgumentException(
            "The scope catalog needs a list \"scopes\" of at most %d.".formatted(MOST_SCOPES));
      }
      checkRealm(JSONObjectUtils.getString(document, "issuer"));
      List<ScopeDefinition> definitions = new ArrayList<>();
      NamePool pool = new NamePool();
      for (Map<String, Object> scope : scopes) {
        definitions.add(definition(scope, pool));
      }
      return ApiCatalog.of(definitions, defaultMaxAge);
    } catch (ParseException e) {
      throw new IllegalArgumentException(
          "The scope catalog cannot be read: " + e.getMessage() + ".", e);
    }
  }

  /** Another realm's catalog knows nothing of what is dangerous in this one. */
  private void checkRealm(String stated) {
    if (stated != null && issuer.filter(own -> !realm(own).equals(realm(stated))).isPresent()) {
      throw new IllegalArgumentException(
          "The scope catalog is that of another realm, not of %s: mend the address of the realm."
              .formatted(issuer.get()));
    }
  }

  private static String realm(String issuer) {
    return issuer.substring(issuer.lastIndexOf('/') + 1);
  }

  private static ScopeDefinition definition(Map<String, Object> scope, NamePool pool)
      throws ParseException {
    return ScopeDefinition.named(required(scope, "name"))
        .label(JSONObjectUtils.getString(scope, "label"))
        .description(JSONObjectUtils.getString(scope, "description"))
        .category(JSONObjectUtils.getString(scope, "category"))
        .resource(JSONObjectUtils.getString(scope, "resource"))
        .action(oneOf(ScopeAction.class, scope, "action"))
        .ownership(oneOf(Ownership.class, scope, "ownership"))
        .risk(risk(scope))
        .privileged(flag(scope, "privileged"))
        .requiresReauthentication(flag(scope, "requires_reauthentication"))
        .maxAuthenticationAge(seconds(scope))
        .implies(names(scope, "implied", pool))
        .aliases(names(scope, "aliases", pool))
        .build();
  }

  private static String required(Map<String, Object> scope, String key) throws ParseException {
    String value = JSONObjectUtils.getString(scope, key);
    if (value == null) {
      throw new IllegalArgumentException(
          "Every scope in the scope catalog needs a \"%s\".".formatted(key));
    }
    return value;
  }

  private static boolean flag(Map<String, Object> scope, String key) throws ParseException {
    return scope.get(key) != null && JSONObjectUtils.getBoolean(scope, key);
  }

  private static Duration seconds(Map<String, Object> scope) throws ParseException {
    return scope.get("max_authentication_age") == null
        ? null
        : Duration.ofSeconds(JSONObjectUtils.getLong(scope, "max_authentication_age"));
  }

  private static RiskLevel risk(Map<String, Object> scope) throws ParseException {
    RiskLevel risk = oneOf(RiskLevel.class, scope, "risk");
    return risk == null ? RiskLevel.LOW : risk;
  }

  private static <E extends Enum<E>> E oneOf(Class<E> type, Map<String, Object> scope, String key)
      throws ParseException {
    String value = JSONObjectUtils.getString(scope, key);
    return value == null ? null : Enum.valueOf(type, value.toUpperCase(Locale.ROOT));
  }

  private static List<ScopeName> names(Map<String, Object> scope, String key, NamePool pool)
      throws ParseException {
    List<String> names = JSONObjectUtils.getStringList(scope, key);
    if (names == null) {
      return List.of();
    }
    if (names.contains(null)) {
      throw new ParseException("A name in \"%s\" is null".formatted(key), 0);
    }
    return names.stream().map(pool::get).toList();
  }
}
