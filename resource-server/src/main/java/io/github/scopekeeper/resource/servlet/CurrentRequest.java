package io.github.scopekeeper.resource.servlet;

import io.github.scopekeeper.resource.Decision;
import io.github.scopekeeper.resource.ResourceServer;
import io.github.scopekeeper.resource.answer.Answer;
import io.github.scopekeeper.resource.answer.Refusal;
import io.github.scopekeeper.resource.rule.Operation;
import io.github.scopekeeper.resource.token.AccessToken;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A request for as long as it runs, on whatever threads: what was decided about it, and what the
 * audit will say. For bindings to frameworks; an API uses {@link ScopeFilter}'s methods.
 */
public final class CurrentRequest {

  private record Decided(Operation operation, Decision decision) {}

  private static final String ATTRIBUTE = CurrentRequest.class.getName();

  private final ResourceServer server;
  private final RequestAudit audit;
  private final RequestAudit.Origin origin;
  private final Deque<Decided> decisions = new ArrayDeque<>();
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile String resourceId;
  private volatile boolean asynchronous;
  private volatile boolean broken;

  private CurrentRequest(ResourceServer server, RequestAudit audit, RequestAudit.Origin origin) {
    this.server = server;
    this.audit = audit;
    this.origin = origin;
  }

  /** Begins to watch a request; {@link #of} finds it again. */
  public static CurrentRequest begin(
      ResourceServer server, RequestAudit audit, HttpServletRequest request) {
    CurrentRequest current = new CurrentRequest(server, audit, audit.origin(request));
    request.setAttribute(ATTRIBUTE, current);
    return current;
  }

  /** Empty where nobody watches the request. */
  public static Optional<CurrentRequest> of(ServletRequest request) {
    return Optional.ofNullable((CurrentRequest) request.getAttribute(ATTRIBUTE));
  }

  /** Decides about an operation of this request, for a token that was authenticated before. */
  public Decision decide(AccessToken token, Operation operation) {
    Decision decision = server.authorize(token, operation);
    decided(operation, decision);
    return decision;
  }

  /**
   * There may be several: one by a rule for the path, another by an annotation. The same one may be
   * asked again, on another thread; what was let through before was done all the same.
   */
  synchronized void decided(Operation operation, Decision decision) {
    boolean letThrough =
        decisions.stream()
            .filter(earlier -> earlier.operation().equals(operation))
            .anyMatch(earlier -> earlier.decision() instanceof Decision.Allowed);
    if (!letThrough) {
      decisions.removeIf(earlier -> earlier.operation().equals(operation));
      decisions.add(new Decided(operation, decision));
    }
  }

  /** The request as those after should see it, so that its end is known wherever it is. */
  public HttpServletRequest watched(HttpServletRequest request, HttpServletResponse response) {
    return new Watched(request, response, this);
  }

  /** What was allowed last; empty where nothing was. */
  public synchronized Optional<Decision.Allowed> allowed() {
    return decisions.stream()
        .map(Decided::decision)
        .filter(Decision.Allowed.class::isInstance)
        .map(Decision.Allowed.class::cast)
        .reduce((first, second) -> second);
  }

  /**
   * @param id what the operation touches; null: nothing in particular
   */
  public void resourceId(String id) {
    resourceId = id;
  }

  /** The operation itself says no to what was allowed last. */
  public synchronized Answer refuse(Refusal refusal) {
    Decided last = decisions.pollLast();
    if (last != null) {
      Decision no = new Decision.Refused(refusal, token(last.decision()));
      decisions.add(new Decided(last.operation(), no));
    }
    return server.answer(refusal);
  }

  private static Optional<AccessToken> token(Decision decision) {
    return decision instanceof Decision.Allowed allowed
        ? Optional.of(allowed.token())
        : ((Decision.Refused) decision).token();
  }

  /** The operation threw something. */
  public void failed() {
    broken = true;
  }

  /** The container's thread is done; where others go on, they end it. */
  public void returned(HttpServletResponse response) {
    if (!asynchronous || broken) {
      end(response.getStatus());
    }
  }

  /** Waits for the end of an asynchronous request. */
  AsyncContext watch(AsyncContext context, HttpServletResponse response) {
    asynchronous = true;
    context.addListener(new Ending(response));
    return context;
  }

  private void end(int status) {
    if (!ended.compareAndSet(false, true)) {
      return;
    }
    Optional<String> failure =
        broken
            ? Optional.of("exception")
            : Optional.of(status).filter(s -> s >= 400).map(s -> "http_" + s);
    synchronized (this) {
      decisions.forEach(d -> audit.write(d.operation(), d.decision(), failure, origin, resourceId));
    }
  }

  private final class Ending implements AsyncListener {

    private final HttpServletResponse response;

    private Ending(HttpServletResponse response) {
      this.response = response;
    }

    @Override
    public void onComplete(AsyncEvent event) {
      end(response.getStatus());
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      failed();
    }

    @Override
    public void onError(AsyncEvent event) {
      failed();
    }

    /** Listeners do not outlive a round of {@code dispatch}. */
    @Override
    public void onStartAsync(AsyncEvent event) {
      event.getAsyncContext().addListener(this);
    }
  }
}
