package io.github.scopekeeper.demo.grants;

import static com.nimbusds.oauth2.sdk.util.JSONObjectUtils.getBoolean;
import static com.nimbusds.oauth2.sdk.util.JSONObjectUtils.getJSONArray;
import static com.nimbusds.oauth2.sdk.util.JSONObjectUtils.getJSONObject;
import static com.nimbusds.oauth2.sdk.util.JSONObjectUtils.getString;
import static com.nimbusds.oauth2.sdk.util.JSONObjectUtils.getStringList;
import static com.nimbusds.oauth2.sdk.util.JSONObjectUtils.getURI;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import io.github.scopekeeper.demo.oidc.ProtocolException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.minidev.json.JSONArray;
import net.minidev.json.JSONObject;

/** Reads the resource's JSON. */
final class AnswerReader {

  private AnswerReader() {}

  private interface Reading<T> {
    T of(JSONObject json) throws ParseException;
  }

  static Overview overview(HTTPResponse response) throws ProtocolException {
    return read(
        response,
        json -> {
          var granted = new HashSet<String>();
          for (var entry : objects(getJSONArray(json, "granted", new JSONArray()))) {
            granted.add(getString(entry, "scope"));
          }
          return new Overview(granted, denied(json));
        });
  }

  static Proposal proposal(HTTPResponse response) throws ProtocolException {
    return read(
        response,
        json ->
            new Proposal(
                getBoolean(json, "available"),
                denied(json),
                getBoolean(json, "reauthentication_required", false),
                Optional.ofNullable(getURI(json, "authorization_url", null)),
                prompt(getJSONObject(json, "prompt", null))));
  }

  private static <T> T read(HTTPResponse response, Reading<T> reading) throws ProtocolException {
    try {
      return reading.of(response.getBodyAsJSONObject());
    } catch (ParseException | DateTimeException e) {
      throw new ProtocolException("Keycloak's answer about permissions could not be read.", e);
    }
  }

  private static Map<String, Instant> denied(JSONObject json) throws ParseException {
    var denied = new TreeMap<String, Instant>();
    for (var entry : objects(getJSONArray(json, "denied", new JSONArray()))) {
      denied.put(getString(entry, "scope"), Instant.parse(getString(entry, "retry_at")));
    }
    return denied;
  }

  private static Optional<Proposal.Prompt> prompt(JSONObject json) throws ParseException {
    if (json == null) {
      return Optional.empty();
    }
    var permissions = new ArrayList<Proposal.Permission>();
    for (var entry : objects(getJSONArray(json, "permissions", new JSONArray()))) {
      permissions.add(permission(entry));
    }
    return Optional.of(
        new Proposal.Prompt(
            getString(json, "title"),
            getString(json, "message"),
            List.copyOf(permissions),
            getString(json, "call_to_action")));
  }

  private static Proposal.Permission permission(JSONObject json) throws ParseException {
    return new Proposal.Permission(
        getString(json, "scope"),
        getString(json, "label"),
        getString(json, "description", null),
        getString(json, "risk", null),
        getStringList(json, "includes", List.of()));
  }

  private static List<JSONObject> objects(JSONArray array) throws ParseException {
    var objects = new ArrayList<JSONObject>();
    for (var element : array) {
      if (!(element instanceof JSONObject object)) {
        throw new ParseException("Not a JSON object: " + element);
      }
      objects.add(object);
    }
    return objects;
  }
}
