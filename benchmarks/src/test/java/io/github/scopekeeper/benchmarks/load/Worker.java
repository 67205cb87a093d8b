package io.github.scopekeeper.benchmarks.load;

import io.github.scopekeeper.it.support.Browser;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.TestUser;
import io.github.scopekeeper.it.support.Tokens;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/** Asks for one token after the other, with a user session of its own. */
final class Worker {
  private final OAuthClient client;
  private final TestUser user;
  private final Party.Wish wish;
  private final Browser browser = new Browser();
  private final Deque<Page> codes = new ArrayDeque<>();
  private Tokens tokens;

  Worker(OAuthClient client, TestUser user, Party.Wish wish) {
    this.client = client;
    this.user = user;
    this.wish = wish;
  }

  /** What is needed before the clock starts. */
  void prepare(Grant grant, int requests) {
    if (grant == Grant.CLIENT_CREDENTIALS) {
      return;
    }
    if (tokens == null) {
      Page page = browser.open(client.request("openid " + wish.asked()));
      tokens = checked(client.redeem(allowed(page.signIn(user))));
    }
    if (grant == Grant.CODE) {
      while (codes.size() < requests) {
        codes.add(browser.open(client.request("openid " + wish.asked())));
      }
    }
  }

  private static Page allowed(Page page) {
    if (page.isStockConsent()) {
      return page.submit("form:has([name=accept])", "accept", "Yes");
    }
    return page.asksForConsent()
        ? page.consent().tick(page.consent().choices().toArray(String[]::new)).grant()
        : page;
  }

  /** Returns how long it took, in nanoseconds. */
  long request(Grant grant) {
    if (grant == Grant.SIGN_ON) {
      return signOn();
    }
    long start = System.nanoTime();
    Tokens answer =
        switch (grant) {
          case CLIENT_CREDENTIALS -> client.clientCredentials(wish.asked());
          case REFRESH -> client.refresh(tokens);
          case CODE, SIGN_ON -> client.redeem(codes.remove());
        };
    long nanos = System.nanoTime() - start;
    checked(answer);
    return nanos;
  }

  private long signOn() {
    long start = System.nanoTime();
    Page page = browser.open(client.request("openid " + wish.asked()));
    long nanos = System.nanoTime() - start;
    page.code();
    return nanos;
  }

  private Tokens checked(Tokens answer) {
    Set<String> scopes = answer.scopes();
    scopes.remove("openid");
    if (answer.status() != 200 || !scopes.equals(wish.expected())) {
      throw new IllegalStateException(
          "expected a token for " + wish.expected() + " but got " + answer.body());
    }
    return answer;
  }
}
