package io.github.scopekeeper.demo.call;

/** What the API said. */
public sealed interface Reply {

  /**
   * It was done.
   *
   * @param body JSON, for people to read
   */
  record Done(int status, String body) implements Reply {}

  /** The API wants more of the user first. */
  record Challenged(Challenge challenge) implements Reply {}

  /**
   * It was not done, and no other token would change that.
   *
   * @param words what happened, in a sentence
   */
  record Failed(String words) implements Reply {}
}
