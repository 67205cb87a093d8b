package io.github.scopekeeper.demo.call;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import io.github.scopekeeper.demo.Feature;
import io.github.scopekeeper.demo.TokenRejectedException;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** The API that does what the app's features promise. */
public final class FitnessApi {

  private static final int CONNECT_TIMEOUT_MILLIS = 3_000;
  private static final int READ_TIMEOUT_MILLIS = 10_000;
  private static final int LONGEST_BODY = 2_000;

  private final URI url;

  public FitnessApi(URI url) {
    this.url = url;
  }

  /**
   * @throws TokenRejectedException where the token has run out, or is none
   */
  public Reply call(Feature feature, String accessToken) throws TokenRejectedException {
    try {
      return read(request(feature, accessToken).send());
    } catch (IOException e) {
      return new Reply.Failed("The API does not answer. Nothing is lost: try again in a moment.");
    }
  }

  private HTTPRequest request(Feature feature, String accessToken) {
    var parts = feature.request().split(" ");
    var method = HTTPRequest.Method.valueOf(parts[0]);
    var request = new HTTPRequest(method, URI.create(url + parts[1]));
    request.setConnectTimeout(CONNECT_TIMEOUT_MILLIS);
    request.setReadTimeout(READ_TIMEOUT_MILLIS);
    request.setFollowRedirects(false);
    request.setAuthorization(new BearerAccessToken(accessToken).toAuthorizationHeader());
    request.setAccept("application/json");
    return request;
  }

  private static Reply read(HTTPResponse response) throws TokenRejectedException {
    var challenge = Optional.ofNullable(response.getWWWAuthenticate()).flatMap(Challenge::parse);
    if (response.indicatesSuccess()) {
      return new Reply.Done(response.getStatusCode(), readable(response));
    }
    if (response.getStatusCode() == 401 && challenge.map(Challenge::isOfToken).orElse(true)) {
      throw new TokenRejectedException();
    }
    return challenge
        .filter(c -> c.isOfScope() || c.isOfLogin())
        .<Reply>map(Reply.Challenged::new)
        .orElseGet(() -> new Reply.Failed(words(response)));
  }

  private static String readable(HTTPResponse response) {
    var body = response.getBody() == null ? "" : response.getBody();
    return body.length() > LONGEST_BODY ? body.substring(0, LONGEST_BODY) + " …" : body;
  }

  private static String words(HTTPResponse response) {
    if (response.getStatusCode() == 503) {
      return "The API cannot check now whether the app may do this. Nothing is lost: try again in "
          + seconds(response)
          + " seconds.";
    }
    return "The API answered with status " + response.getStatusCode() + reason(response) + ".";
  }

  private static String seconds(HTTPResponse response) {
    return Optional.ofNullable(response.getHeaderValue("Retry-After"))
        .filter(value -> value.matches("\\d{1,5}"))
        .orElse("a few");
  }

  private static String reason(HTTPResponse response) {
    try {
      var words = response.getBodyAsJSONObject().get("error_description");
      return words instanceof String text ? ": " + text : "";
    } catch (ParseException e) {
      return "";
    }
  }
}
