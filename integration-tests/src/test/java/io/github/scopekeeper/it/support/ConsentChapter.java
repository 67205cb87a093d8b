package io.github.scopekeeper.it.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * A chapter of a consent's story, told on one of two servers: what an app is answered, step by
 * step.
 */
public final class ConsentChapter {
  private final ConsentSide side;
  private final OAuthClient app;
  private final Visitor visitor;
  private final ObjectNode answers = Json.object(Map.of());

  public ConsentChapter(ConsentSide side, ClientSpec app) {
    this.side = side;
    this.app = side.app(app);
    this.visitor = new Visitor(side.realm().user(this.app.clientId() + "-user"));
  }

  public ConsentSide side() {
    return side;
  }

  public OAuthClient app() {
    return app;
  }

  public Visitor visitor() {
    return visitor;
  }

  public ObjectNode answers() {
    return answers;
  }

  public Page visit(String scope, String prompt) {
    return visitor.visit(prompt.isEmpty() ? app.request(scope) : app.request(scope).prompt(prompt));
  }

  /** What the app is told by way of the browser, and what it gets for its code. */
  public Tokens comeBack(String step, Page page) {
    ObjectNode answer = Json.object(page.callback());
    answer.remove("state");
    tell(step, answer);
    return page.error() == null ? tokens(step + ", token", app.redeem(page)) : null;
  }

  public Tokens tokens(String step, Tokens tokens) {
    tell(step, tokens.body());
    answers.put(step + ", status", tokens.status());
    return tokens;
  }

  public void tell(String step, JsonNode answer) {
    answers.set(step, Comparison.normalised(side.realm(), answer));
  }

  public Tokens firstGrant(String scope) {
    return comeBack("first grant", side.agree(visit(scope, "")));
  }
}
