package io.github.scopekeeper.it.support;

import java.util.Map;

/**
 * Client scopes by the thousand, each of which includes the next: written into the database, where
 * Keycloak's own import would take minutes.
 */
public final class ChainOfScopes {

  private static final String NUMBERS =
      " WITH RECURSIVE numbers(n) AS"
          + " (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < ?) ";

  private final TestRealm realm;
  private final String prefix;
  private final int length;

  private ChainOfScopes(TestRealm realm, String prefix, int length) {
    this.realm = realm;
    this.prefix = prefix;
    this.length = length;
  }

  /** {@code prefix0} includes {@code prefix1}, and so on; the last includes an unknown scope. */
  public static ChainOfScopes create(TestRealm realm, String prefix, int length) {
    return create(realm, prefix, length, length + 1);
  }

  /** The same, but the last includes the first. */
  public static ChainOfScopes createRing(TestRealm realm, String prefix, int length) {
    return create(realm, prefix, length, length);
  }

  private static ChainOfScopes create(TestRealm realm, String prefix, int length, int modulus) {
    ChainOfScopes chain = new ChainOfScopes(realm, prefix, length);
    String realmId = realm.admin().get(realm.path("")).path("id").asText();
    chain.insert(
        "CLIENT_SCOPE (ID, NAME, REALM_ID, PROTOCOL)",
        "?||n, ?||n, ?, 'openid-connect'",
        chain.id(),
        prefix,
        realmId);
    for (String shown : new String[] {"include.in.token.scope", "display.on.consent.screen"}) {
      chain.insert(
          "CLIENT_SCOPE_ATTRIBUTES (SCOPE_ID, NAME, VALUE)", "?||n, ?, 'true'", chain.id(), shown);
    }
    chain.insert(
        "PROTOCOL_MAPPER (ID, NAME, PROTOCOL, PROTOCOL_MAPPER_NAME, CLIENT_SCOPE_ID)",
        "?||n, 'entry', 'openid-connect', 'scope-catalog-entry', ?||n",
        chain.id(),
        chain.id());
    chain.insert(
        "PROTOCOL_MAPPER_CONFIG (PROTOCOL_MAPPER_ID, NAME, VALUE)",
        "?||n, 'implies', ?||MOD(n + 1, ?)",
        chain.id(),
        prefix,
        modulus);
    chain.clearCache();
    return chain;
  }

  private void insert(String into, String select, Object... arguments) {
    Object[] all = new Object[arguments.length + 1];
    all[0] = length;
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    realm
        .server()
        .database()
        .orElseThrow()
        .update("INSERT INTO " + into + NUMBERS + "SELECT " + select + " FROM numbers", all);
  }

  private String id() {
    return realm.name() + "-" + prefix;
  }

  private void clearCache() {
    realm.admin().post(realm.path("/clear-realm-cache"), Json.object(Map.of()));
  }
}
