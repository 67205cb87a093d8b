package io.github.scopekeeper.resource.token;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.github.scopekeeper.resource.http.RealmDocument;
import io.github.scopekeeper.resource.http.RealmHttp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * The realm's public keys: kept for minutes, looked at again for a key that is not known, but not
 * too often; what was known last is good for as long as the server does not answer.
 */
final class RealmKeys implements JWKSource<SecurityContext> {

  private static final int LONGEST_ANSWER = 512 * 1024;

  private final URI address;
  private final RealmHttp http;
  private final RealmDocument<JWKSet> keys;

  /**
   * @param maxAge how long keys are used before they are fetched again
   * @param retry how soon after a look for an unknown key, or after a failure, there is another
   */
  RealmKeys(URI address, Duration timeout, Duration maxAge, Duration retry) {
    this.address = address;
    this.http = new RealmHttp(timeout, LONGEST_ANSWER);
    this.keys =
        new RealmDocument<>(
            "The key set of the realm",
            known -> fetch(),
            new RealmDocument.Settings(maxAge, retry, timeout));
  }

  /**
   * @throws KeySourceException where the key is not known and the server does not answer
   */
  @Override
  public List<JWK> get(JWKSelector selector, SecurityContext context) throws KeySourceException {
    try {
      JWKSet seen = keys.current();
      List<JWK> known = selector.select(seen);
      return known.isEmpty() ? selector.select(keys.newerThan(seen)) : known;
    } catch (IOException e) {
      throw new KeySourceException(e.getMessage(), e);
    }
  }

  private JWKSet fetch() throws IOException {
    HttpResponse<byte[]> response =
        http.send(HttpRequest.newBuilder(address).header("Accept", "application/json").build());
    if (response.statusCode() != 200) {
      throw new IOException("%s answered %d".formatted(address, response.statusCode()));
    }
    return KeySet.parse(new String(response.body(), StandardCharsets.UTF_8));
  }
}
