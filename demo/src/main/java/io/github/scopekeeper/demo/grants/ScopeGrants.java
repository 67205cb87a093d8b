package io.github.scopekeeper.demo.grants;

import com.nimbusds.common.contenttype.ContentType;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import io.github.scopekeeper.demo.Feature;
import io.github.scopekeeper.demo.TokenRejectedException;
import io.github.scopekeeper.demo.oidc.ProtocolException;
import io.github.scopekeeper.demo.oidc.ProviderUnavailableException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.minidev.json.JSONObject;

/** The realm's resource {@code scope-grants}: what the user allowed, and what asking would take. */
public final class ScopeGrants {

  private static final int CONNECT_TIMEOUT_MILLIS = 3_000;
  private static final int READ_TIMEOUT_MILLIS = 10_000;

  private final URI endpoint;

  public ScopeGrants(URI internalIssuer) {
    this.endpoint = URI.create(internalIssuer + "/scope-grants");
  }

  public Overview overview(String accessToken) throws ProtocolException, TokenRejectedException {
    var request = request(HTTPRequest.Method.GET, accessToken);
    return AnswerReader.overview(send(request));
  }

  /**
   * @param scopes what the feature needs
   */
  public Proposal propose(String accessToken, Feature feature, Set<String> scopes, URI redirectUri)
      throws ProtocolException, TokenRejectedException {
    var question =
        Map.<String, Object>of(
            "scopes", List.copyOf(scopes),
            "feature", feature.noun(),
            "reason", feature.reason(),
            "redirect_uri", redirectUri.toString());
    var request = request(HTTPRequest.Method.POST, accessToken);
    request.setEntityContentType(ContentType.APPLICATION_JSON);
    request.setBody(JSONObject.toJSONString(question));
    return AnswerReader.proposal(send(request));
  }

  private HTTPRequest request(HTTPRequest.Method method, String accessToken) {
    var request = new HTTPRequest(method, endpoint);
    request.setConnectTimeout(CONNECT_TIMEOUT_MILLIS);
    request.setReadTimeout(READ_TIMEOUT_MILLIS);
    request.setFollowRedirects(false);
    request.setAuthorization(new BearerAccessToken(accessToken).toAuthorizationHeader());
    request.setAccept("application/json");
    // The words are shown on the app's own pages, and those are in English.
    request.setHeader("Accept-Language", "en");
    return request;
  }

  private HTTPResponse send(HTTPRequest request) throws TokenRejectedException {
    var response = exchange(request);
    if (response.indicatesSuccess()) {
      return response;
    }
    if (response.getStatusCode() == 401) {
      throw new TokenRejectedException();
    }
    if (response.getStatusCode() >= 500) {
      throw unavailable("Keycloak has a problem at " + endpoint, null);
    }
    throw new QuestionRefusedException(reason(response));
  }

  private HTTPResponse exchange(HTTPRequest request) {
    try {
      return request.send();
    } catch (IOException e) {
      throw unavailable("Keycloak does not answer at " + endpoint, e);
    }
  }

  private static ProviderUnavailableException unavailable(String what, IOException cause) {
    return new ProviderUnavailableException(what, cause);
  }

  private String reason(HTTPResponse response) {
    if (response.getStatusCode() == 404) {
      return "There is nothing at " + endpoint + ". Is Scopekeeper installed there?";
    }
    var error = error(response);
    return switch (error.getOrDefault("error", "")) {
      case "invalid_scope" -> "The app needs a permission that it cannot have: " + words(error);
      case "invalid_request" -> "Keycloak did not understand the app: " + words(error);
      default -> "Keycloak answered with status " + response.getStatusCode() + ".";
    };
  }

  private static String words(Map<String, String> error) {
    return error.getOrDefault("error_description", error.get("error"));
  }

  private static Map<String, String> error(HTTPResponse response) {
    try {
      var json = response.getBodyAsJSONObject();
      var error = JSONObjectUtils.getString(json, "error", "");
      return Map.of(
          "error",
          error,
          "error_description",
          JSONObjectUtils.getString(json, "error_description", error));
    } catch (ParseException e) {
      return Map.of();
    }
  }
}
