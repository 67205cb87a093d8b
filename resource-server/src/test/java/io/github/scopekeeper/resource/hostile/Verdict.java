package io.github.scopekeeper.resource.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.github.scopekeeper.resource.support.AnswersContract;
import io.github.scopekeeper.resource.support.Challenges;
import io.github.scopekeeper.resource.support.FakeRealm;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Whether answers are as they should be, and how many. */
final class Verdict {

  private static final List<String> SAID_TWICE = List.of("error", "error_description", "scope");

  private final long seed;
  private final FakeRealm realm;
  private final Map<Integer, Integer> byStatus = new TreeMap<>();
  private int others;

  Verdict(long seed, FakeRealm realm) {
    this.seed = seed;
    this.realm = realm;
  }

  int count() {
    return byStatus.values().stream().mapToInt(Integer::intValue).sum() + others;
  }

  /** How many were refused by what stands before us. */
  int byOthers() {
    return others;
  }

  void properlyRefused(
      int number, Hostile request, int status, Optional<String> challenge, String body) {
    String which = which(number, request);
    byStatus.merge(status, 1, Integer::sum);
    assertThat(status).as(which).isIn(400, 401, 403);
    Map<String, Object> json = json(which, body);
    assertThat(challenge).as(which).isPresent();
    Map<String, String> parameters = Challenges.parameters(challenge.get());
    for (String member : SAID_TWICE) {
      assertThat(parameters.get(member)).as(which + ": " + member).isEqualTo(json.get(member));
    }
    if (status != 400) {
      assertThat(parameters).as(which).containsEntry("resource_metadata", AnswersContract.METADATA);
    }
    assertThat(challenge.get().length() + body.length()).as(which).isLessThan(1_500);
    assertThat(challenge.get() + body)
        .as(which)
        .doesNotContain(realm.issuer().toString(), "Exception", "io.github", "nimbus");
    echoesNothing(which, request, challenge.get() + body);
  }

  private static Map<String, Object> json(String which, String body) {
    try {
      return JSONObjectUtils.parse(body);
    } catch (ParseException e) {
      throw new AssertionError(which + " was answered with no JSON: " + body, e);
    }
  }

  private static void echoesNothing(String which, Hostile request, String answer) {
    for (String value : request.authorization()) {
      for (String word : value.split("[ .,]")) {
        if (word.length() > 12) {
          assertThat(answer).as(which).doesNotContain(word);
        }
      }
    }
  }

  void refusedByOthers(int number, Hostile request, int status) {
    others++;
    assertThat(status).as(which(number, request)).isBetween(400, 499);
  }

  private String which(int number, Hostile request) {
    String text = request.toString();
    return "seed %d, request %d, %s"
        .formatted(seed, number, text.substring(0, Math.min(text.length(), 1_000)));
  }

  @Override
  public String toString() {
    return "%d requests refused, by status %s, %d of them before our filter (seed %d)"
        .formatted(count(), byStatus, others, seed);
  }
}
