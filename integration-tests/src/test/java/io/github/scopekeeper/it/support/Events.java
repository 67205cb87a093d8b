package io.github.scopekeeper.it.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/** The events that a realm saved, newest first. */
public final class Events {
  private final TestRealm realm;

  Events(TestRealm realm) {
    this.realm = realm;
  }

  /** Who, by which client and from where are null where the event does not say it. */
  public record Event(
      String type,
      String error,
      String userId,
      String clientId,
      String ipAddress,
      JsonNode details) {
    public String detail(String name) {
      return details.path(name).asText(null);
    }

    public Set<String> scopes(String detail) {
      return Tokens.scopes(details.path(detail).asText());
    }

    public boolean has(String detail) {
      return details.hasNonNull(detail);
    }
  }

  public List<Event> of(TestUser user) {
    return find("user=" + user.id());
  }

  public List<Event> of(TestUser user, String type) {
    return find("user=" + user.id() + "&type=" + type);
  }

  public List<Event> of(OAuthClient client, String type) {
    return find("client=" + client.clientId() + "&type=" + type);
  }

  /** Of these types, whoever they are about; the newest first. */
  public List<Event> ofTypes(String... types) {
    return find("type=" + String.join("&type=", types));
  }

  private List<Event> find(String query) {
    return Json.stream(realm.admin().get(realm.path("/events?max=100&" + query)))
        .map(
            event ->
                new Event(
                    event.path("type").asText(),
                    event.path("error").asText(null),
                    event.path("userId").asText(null),
                    event.path("clientId").asText(null),
                    event.path("ipAddress").asText(null),
                    event.path("details")))
        .toList();
  }
}
