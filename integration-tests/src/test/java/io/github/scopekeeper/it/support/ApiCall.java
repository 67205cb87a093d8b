package io.github.scopekeeper.it.support;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;

/** A call to an API, as an app makes it. */
public record ApiCall(String method, String uri) {

  /** With the token as its bearer. */
  public Rest.Answer with(Tokens tokens) {
    return send(request().header("Authorization", "Bearer " + tokens.access()));
  }

  /** With a token that is bound to a key (RFC 9449), and this key's proof. */
  public Rest.Answer proved(Tokens tokens, SigningKey key) {
    return send(
        request()
            .header("Authorization", "DPoP " + tokens.access())
            .header("DPoP", key.proof(method, uri, tokens)));
  }

  /** What the API wants. */
  public static String challenge(Rest.Answer answer) {
    return answer.headers().firstValue("WWW-Authenticate").orElse("");
  }

  private HttpRequest.Builder request() {
    return Http.request(URI.create(uri)).method(method, BodyPublishers.noBody());
  }

  private static Rest.Answer send(HttpRequest.Builder request) {
    var response = Http.send(request.build());
    return new Rest.Answer(response.statusCode(), Json.parse(response.body()), response.headers());
  }
}
