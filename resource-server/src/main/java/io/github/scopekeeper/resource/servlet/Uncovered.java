package io.github.scopekeeper.resource.servlet;

import io.github.scopekeeper.core.words.PlainText;
import io.github.scopekeeper.resource.answer.Answer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Requests that have no rule. The log names each path once, so that nobody can fill it. */
final class Uncovered {

  private static final Logger LOG = LoggerFactory.getLogger(ScopeFilter.class);
  private static final int MOST_NAMED = 100;
  private static final int LONGEST_NAMED = 200;
  private static final Answer NO_RULE =
      AnswerWriter.plain(403, "access_denied", "This API lets nobody do this");
  private static final Answer OTHER_METHOD =
      AnswerWriter.plain(405, "invalid_request", "This API knows other methods here");

  private final Set<String> named = ConcurrentHashMap.newKeySet();

  /**
   * @param methods those that the path has rules for
   */
  Answer answer(String method, String path, Set<String> methods) {
    String what = method + " " + path;
    String text = PlainText.of(what.substring(0, Math.min(LONGEST_NAMED, what.length())));
    if (named.size() < MOST_NAMED && named.add(text)) {
      LOG.warn("No rule covers {}: it is refused. Give it a route or open it.", text);
    }
    if (methods.isEmpty()) {
      return NO_RULE;
    }
    Map<String, String> headers = new LinkedHashMap<>(OTHER_METHOD.headers());
    headers.put("Allow", String.join(", ", methods));
    return new Answer(OTHER_METHOD.status(), headers, OTHER_METHOD.body(), OTHER_METHOD.error());
  }
}
