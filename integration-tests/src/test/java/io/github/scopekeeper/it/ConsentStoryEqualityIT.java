package io.github.scopekeeper.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.Comparison;
import io.github.scopekeeper.it.support.ConsentChapter;
import io.github.scopekeeper.it.support.ConsentSide;
import io.github.scopekeeper.it.support.Json;
import io.github.scopekeeper.it.support.NeedsServer;
import io.github.scopekeeper.it.support.Servers;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The story of a consent, once on Keycloak alone and once with our action on: apps get the same
 * answers, and admins the same events. What differs is listed, with the reason.
 */
@NeedsServer(Servers.Further.STOCK)
class ConsentStoryEqualityIT {
  private static final String ACTION = "custom_required_action";

  /** Events that Keycloak alone does not write. */
  private static final Map<String, String> MORE_EVENTS =
      Map.of(
          "GRANT_CONSENT", "what the user allowed and denied, in one event",
          "CUSTOM_REQUIRED_ACTION", "Keycloak's own for every required action that is done");

  /** Details that Keycloak's events do not have. */
  private static final Map<String, String> MORE_DETAILS =
      Map.of(
          "scopes_granted",
          "what the user allowed",
          "scopes_denied",
          "what the user denied",
          ACTION,
          "Keycloak names the action that has failed");

  private static final Set<String> SEEN = new HashSet<>();

  private static ConsentSide stock;
  private static ConsentSide ours;
  private static int told;

  @BeforeAll
  static void createRealms() {
    stock = ConsentSide.stock("story");
    ours = ConsentSide.ours("story");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.github.scopekeeper.it.ConsentStory#chapters")
  void answersAndEventsAreKeycloaks(Consumer<ConsentChapter> story) {
    String app = "app" + ++told;
    JsonNode expected = tell(story, stock, app).answers();
    ConsentChapter actual = tell(story, ours, app);

    assertThat(Comparison.differences(expected, actual.answers())).isEmpty();
  }

  @AfterAll
  static void everyDifferenceIsSeen() {
    Set<String> allowed = new HashSet<>(MORE_EVENTS.keySet());
    allowed.addAll(MORE_DETAILS.keySet());
    assertThat(SEEN).as("the list is up to date").isEqualTo(allowed);
  }

  private static ConsentChapter tell(Consumer<ConsentChapter> story, ConsentSide side, String app) {
    side.forgetEvents();
    ConsentChapter chapter = new ConsentChapter(side, ClientSpec.confidential(app));
    story.accept(chapter);
    Json.stream(side.events())
        .flatMap(event -> side == ours ? withoutMore(event) : Stream.of(event))
        .collect(Collectors.groupingBy(event -> event.path("type").asText()))
        .forEach((type, events) -> chapter.tell(type, Json.array(events)));
    return chapter;
  }

  private static Stream<JsonNode> withoutMore(JsonNode event) {
    String type = event.path("type").asText();
    ObjectNode details = (ObjectNode) event.path("details");
    if (!details.path(ACTION).asText("scope-consent").equals("scope-consent")) {
      return Stream.of(event);
    }
    if (MORE_EVENTS.containsKey(type)) {
      SEEN.add(type);
      return Stream.of();
    }
    MORE_DETAILS.keySet().stream()
        .filter(detail -> details.remove(detail) != null)
        .forEach(SEEN::add);
    return Stream.of(event);
  }
}
