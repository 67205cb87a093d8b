package io.github.scopekeeper.it.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

/** A client's own calls: with its secret if it has one, and with proof of its key if it has one. */
record BackChannel(URI realm, String clientId, String secret, SigningKey key) {

  HttpResponse<String> post(String path, Map<String, String> parameters) {
    List<Entry<String, String>> form = new ArrayList<>(parameters.entrySet());
    form.add(Map.entry("client_id", clientId));
    if (secret != null) {
      form.add(Map.entry("client_secret", secret));
    }
    URI uri = endpoint(path);
    HttpRequest.Builder request =
        Http.request(uri).header("Content-Type", "application/x-www-form-urlencoded");
    if (key != null) {
      request.header("DPoP", key.proof("POST", uri.toString()));
    }
    return Http.send(request.POST(Http.form(form)).build());
  }

  JsonNode json(String path, Map<String, String> parameters) {
    return Json.parse(post(path, parameters).body());
  }

  URI endpoint(String path) {
    return URI.create(realm + "/protocol/openid-connect/" + path);
  }
}
