package io.github.scopekeeper.resource.account;

import java.util.Objects;

/**
 * The API's own client in Keycloak: it introspects tokens, reads hidden scopes, writes the audit.
 *
 * @param clientId never blank
 * @param secret never blank; not part of any text or log
 */
public record ServiceAccount(String clientId, String secret) {

  public ServiceAccount {
    Objects.requireNonNull(clientId, "clientId");
    Objects.requireNonNull(secret, "secret");
    if (clientId.isBlank() || secret.isBlank()) {
      throw new IllegalArgumentException("A service account needs a client id and a secret.");
    }
  }

  @Override
  public String toString() {
    return "ServiceAccount[" + clientId + "]";
  }
}
