package io.github.scopekeeper.resource.answer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A refusal as HTTP: what any framework can write.
 *
 * @param status the HTTP status
 * @param headers by name, {@code WWW-Authenticate} among them where a new token would help
 * @param body JSON; never null
 * @param error the error code of the body, for the audit; {@code no_token} where it has none; never
 *     null
 */
public record Answer(int status, Map<String, String> headers, String body, String error) {

  public Answer {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }
}
