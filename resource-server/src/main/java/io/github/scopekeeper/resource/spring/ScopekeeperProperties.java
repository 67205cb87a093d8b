package io.github.scopekeeper.resource.spring;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the API's side.
 *
 * @param issuer The realm as tokens name it, such as https://id.example.com/realms/fitness.
 * @param server Where this API reaches the realm, if not at the issuer's address.
 * @param resource This API as apps know it, such as https://api.example.com; its metadata name it.
 * @param audience What a token's "aud" must name one of: the client ids that stand for this API.
 * @param algorithms The signature algorithms to accept; by default all asymmetric ones of the JDK.
 * @param serviceAccount The API's own client: introspection, hidden scopes, audit in Keycloak.
 * @param catalogFile A scope catalog from a file instead of the realm.
 * @param readHiddenScopes Whether to ask for the catalog as the service account, for scopes that
 *     are hidden from discovery or a realm that shows its catalog to known clients only.
 * @param expandImpliedScopes Whether a token is good for what its scopes include by the catalog,
 *     though it does not name it: for tokens of a server without Scopekeeper. It gives away what
 *     the server left out of the token, such as what the user denied.
 * @param scopesSupported What the metadata list, instead of working it out from annotations.
 * @param trustedProxies Addresses and networks whose word counts for the caller's address, such as
 *     10.0.0.0/8.
 * @param proxyHeader What these proxies add the caller's address to.
 * @param audit What is written down of privileged operations.
 */
@ConfigurationProperties("scopekeeper")
public record ScopekeeperProperties(
    URI issuer,
    URI server,
    URI resource,
    @DefaultValue List<String> audience,
    @DefaultValue List<String> algorithms,
    ServiceAccount serviceAccount,
    Path catalogFile,
    @DefaultValue("false") boolean readHiddenScopes,
    @DefaultValue("false") boolean expandImpliedScopes,
    List<String> scopesSupported,
    @DefaultValue List<String> trustedProxies,
    @DefaultValue("x-forwarded-for") ProxyHeader proxyHeader,
    @DefaultValue Audit audit) {

  /** What proxies add the caller's address to. */
  public enum ProxyHeader {
    /** The header that most proxies write. */
    X_FORWARDED_FOR,
    /** RFC 7239. */
    FORWARDED
  }

  /**
   * The API's own client in Keycloak.
   *
   * @param clientId Its client id.
   * @param secret Its secret.
   */
  public record ServiceAccount(String clientId, String secret) {

    io.github.scopekeeper.resource.account.ServiceAccount account() {
      return new io.github.scopekeeper.resource.account.ServiceAccount(clientId, secret);
    }

    @Override
    public String toString() {
      return "ServiceAccount[" + clientId + "]";
    }
  }

  /**
   * What is written down of privileged operations, and where.
   *
   * @param enabled Whether anything is.
   * @param folder Where records wait for their sinks, for this process alone; without one they wait
   *     in memory and a crash loses them.
   * @param log Whether they go to the log, under the name scopekeeper.audit.
   * @param jdbc Whether they go to a table of the application's data source.
   * @param jdbcCreateSchema Whether that table is created where it is not there.
   * @param keycloak Whether the service account sends them to the realm.
   */
  public record Audit(
      @DefaultValue("true") boolean enabled,
      Path folder,
      @DefaultValue("true") boolean log,
      @DefaultValue("false") boolean jdbc,
      @DefaultValue("false") boolean jdbcCreateSchema,
      @DefaultValue("false") boolean keycloak) {}
}
