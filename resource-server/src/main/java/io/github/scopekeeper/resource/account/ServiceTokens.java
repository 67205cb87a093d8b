package io.github.scopekeeper.resource.account;

import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import io.github.scopekeeper.resource.http.RealmHttp;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Access tokens of the API's own client (RFC 6749, section 4.4), kept until shortly before they
 * expire. Safe for use by many threads.
 */
public final class ServiceTokens {

  private static final int LONGEST_ANSWER = 512 * 1024;
  private static final Duration MARGIN = Duration.ofSeconds(10);

  private final URI endpoint;
  private final ClientSecretBasic client;
  private final Scope scope;
  private final RealmHttp http;
  private final Clock clock;
  private String current;
  private Instant goodUntil = Instant.MIN;

  /**
   * @param server the realm's address as this API reaches it
   * @param scope the scopes to ask for, separated by spaces
   * @param timeout how long to wait for the realm
   */
  public ServiceTokens(
      URI server, ServiceAccount account, String scope, Duration timeout, Clock clock) {
    this.endpoint = URI.create(server + "/protocol/openid-connect/token");
    this.client =
        new ClientSecretBasic(new ClientID(account.clientId()), new Secret(account.secret()));
    this.scope = Scope.parse(scope);
    this.http = new RealmHttp(timeout, LONGEST_ANSWER);
    this.clock = clock;
  }

  /**
   * A token that is good for some seconds at least.
   *
   * @throws IOException where the realm gives none; the message says why, without any secret
   */
  public synchronized String get() throws IOException {
    if (current == null || !clock.instant().isBefore(goodUntil)) {
      AccessToken token = request();
      current = token.getValue();
      goodUntil = clock.instant().plusSeconds(token.getLifetime()).minus(MARGIN);
    }
    return current;
  }

  /** The next {@link #get()} fetches another: this one was refused. */
  public synchronized void forget(String refused) {
    if (refused.equals(current)) {
      current = null;
    }
  }

  private AccessToken request() throws IOException {
    HTTPRequest request =
        new TokenRequest.Builder(endpoint, client, new ClientCredentialsGrant())
            .scope(scope)
            .build()
            .toHTTPRequest();
    TokenResponse response = parse(request);
    if (!response.indicatesSuccess()) {
      throw new IOException(
          "Keycloak gives the client %s no token: %s"
              .formatted(
                  client.getClientID(), response.toErrorResponse().getErrorObject().getCode()));
    }
    return response.toSuccessResponse().getTokens().getAccessToken();
  }

  private TokenResponse parse(HTTPRequest request) throws IOException {
    try {
      return TokenResponse.parse(request.send(http));
    } catch (ParseException | RuntimeException e) {
      throw new IOException("Keycloak's token endpoint gave an answer that is none", e);
    }
  }
}
