package io.github.scopekeeper.it.support;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;

/** A client scope in a realm that is still to be imported: nobody checks its entries. */
public final class ImportedScope {
  private ImportedScope() {}

  @SafeVarargs
  public static void add(ObjectNode realm, String name, Map<String, String>... entries) {
    add(realm, name, true, entries);
  }

  /** The same, but the realm's metadata does not name it. */
  @SafeVarargs
  public static void addHidden(ObjectNode realm, String name, Map<String, String>... entries) {
    add(realm, name, false, entries);
  }

  private static void add(
      ObjectNode realm, String name, boolean discoverable, Map<String, String>[] entries) {
    Map<String, String> attributes = new HashMap<>();
    attributes.put("include.in.token.scope", "true");
    attributes.put("display.on.consent.screen", "true");
    if (!discoverable) {
      attributes.put("include.in.openid.provider.metadata", "false");
    }
    ObjectNode scope =
        Json.object(Map.of("name", name, "protocol", "openid-connect", "attributes", attributes));
    for (int i = 0; i < entries.length; i++) {
      scope
          .withArray("/protocolMappers")
          .add(ScopeHandle.mapper("entry " + i, "scope-catalog-entry", entries[i]));
    }
    realm.withArray("/clientScopes").add(scope);
  }
}
