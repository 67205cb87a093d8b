package io.github.scopekeeper.resource.servlet;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.github.scopekeeper.resource.answer.Answer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes an answer as it is: no error page of the container's steps between. */
public final class AnswerWriter {

  private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

  private AnswerWriter() {}

  /** Scripts of other origins may read the challenge where they may read the answer. */
  public static void write(Answer answer, HttpServletResponse response) throws IOException {
    response.setStatus(answer.status());
    answer.headers().forEach(response::setHeader);
    if (response.containsHeader(ALLOW_ORIGIN) && answer.headers().containsKey("WWW-Authenticate")) {
      response.addHeader("Access-Control-Expose-Headers", "WWW-Authenticate");
    }
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    response.setContentLength(body.length);
    try {
      response.getOutputStream().write(body);
    } catch (IllegalStateException e) {
      // somebody took the writer before
      response.getWriter().write(answer.body());
    }
  }

  /** An answer that has nothing to do with tokens. */
  public static Answer plain(int status, String error, String description) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("error", error);
    body.put("error_description", description);
    return new Answer(
        status,
        Map.of("Content-Type", "application/json", "Cache-Control", "no-store"),
        JSONObjectUtils.toJSONString(body),
        error);
  }
}
