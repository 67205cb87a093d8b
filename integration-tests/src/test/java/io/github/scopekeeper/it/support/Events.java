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

  public record Event(String type, String error, JsonNode details) {
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

  private List<Event> find(String query) {
    return Json.stream(realm.admin().get(realm.path("/events?max=100&" + query)))
        .map(
            event ->
                new Event(
                    event.path("type").asText(),
                    event.path("error").asText(null),
                    event.path("details")))
        .toList();
  }
}
