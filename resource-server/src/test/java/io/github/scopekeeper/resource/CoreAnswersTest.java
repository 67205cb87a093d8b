package io.github.scopekeeper.resource;

import io.github.scopekeeper.resource.answer.Answer;
import io.github.scopekeeper.resource.answer.Refusal;
import io.github.scopekeeper.resource.request.ApiRequest;
import io.github.scopekeeper.resource.rule.Operation;
import io.github.scopekeeper.resource.support.AnswersContract;
import io.github.scopekeeper.resource.support.FakeRealm;
import java.util.List;
import java.util.Optional;

class CoreAnswersTest extends AnswersContract {

  private ResourceServer server;

  @Override
  protected void start(FakeRealm realm) {
    server = realm.api(RESOURCE).build();
  }

  @Override
  protected void stop() {
    server.close();
  }

  @Override
  protected Reply profile(String... authorization) {
    return reply(check(PROFILE, authorization), Optional.empty());
  }

  @Override
  protected Reply appointmentsOf(String owner, String authorization) {
    return reply(check(LIST, authorization), Optional.of(owner));
  }

  @Override
  protected Reply deleteAccount(String authorization) {
    return reply(check(DELETE_ACCOUNT, authorization), Optional.empty());
  }

  private Decision check(Operation operation, String... authorization) {
    return server.check(
        new ApiRequest("GET", "/api", List.of(authorization), List.of()), operation);
  }

  private Reply reply(Decision decision, Optional<String> owner) {
    if (decision instanceof Decision.Allowed allowed) {
      return owner
          .flatMap(allowed.access()::notReached)
          .map(this::refused)
          .orElse(new Reply(200, Optional.empty(), "{}"));
    }
    return refused(((Decision.Refused) decision).refusal());
  }

  private Reply refused(Refusal refusal) {
    Answer answer = server.answer(refusal);
    return new Reply(
        answer.status(),
        Optional.ofNullable(answer.headers().get("WWW-Authenticate")),
        answer.body());
  }
}
