package io.github.scopekeeper.keycloak.catalog;

import org.keycloak.protocol.ProtocolMapperConfigException;

/** Tells an admin, in the console, why a mapper was not saved. */
public final class RefusedSave extends ProtocolMapperConfigException {

  /** Keycloak insists on a key; where it knows no message for it, it takes our sentence. */
  private static final String KEY = "scopekeeper-refused-save";

  public RefusedSave(String reason) {
    super(forMessageFormat(reason), KEY);
  }

  /** Keycloak takes the sentence for a pattern of {@link java.text.MessageFormat}. */
  private static String forMessageFormat(String text) {
    return text.replace("'", "''").replace("{", "'{'");
  }
}
