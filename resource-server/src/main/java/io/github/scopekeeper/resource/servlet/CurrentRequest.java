package io.github.scopekeeper.resource.servlet;

import io.github.scopekeeper.resource.Access;
import io.github.scopekeeper.resource.Decision;
import io.github.scopekeeper.resource.ResourceServer;
import io.github.scopekeeper.resource.answer.Answer;
import io.github.scopekeeper.resource.answer.Refusal;
import io.github.scopekeeper.resource.token.AccessToken;
import jakarta.servlet.ServletRequest;
import java.util.Optional;

/** A request that was let in, for as long as it runs, on whatever threads. */
final class CurrentRequest {

  private static final String ATTRIBUTE = CurrentRequest.class.getName();

  private final ResourceServer server;
  private final Decision.Allowed allowed;
  private volatile String resourceId;
  private volatile Refusal refusal;

  CurrentRequest(ResourceServer server, Decision.Allowed allowed) {
    this.server = server;
    this.allowed = allowed;
  }

  static Optional<CurrentRequest> of(ServletRequest request) {
    return Optional.ofNullable((CurrentRequest) request.getAttribute(ATTRIBUTE));
  }

  void keepIn(ServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  Decision.Allowed allowed() {
    return allowed;
  }

  AccessToken token() {
    return allowed.token();
  }

  Access access() {
    return allowed.access();
  }

  void resourceId(String id) {
    resourceId = id;
  }

  Optional<String> resourceId() {
    return Optional.ofNullable(resourceId);
  }

  Answer refuse(Refusal why) {
    refusal = why;
    return server.answer(why);
  }

  Optional<Refusal> refusal() {
    return Optional.ofNullable(refusal);
  }
}
