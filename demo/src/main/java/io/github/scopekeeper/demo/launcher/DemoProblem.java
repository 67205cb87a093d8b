package io.github.scopekeeper.demo.launcher;

/** Why the demo cannot run. The message is one line that says what to do. */
final class DemoProblem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DemoProblem(String message) {
    super(message);
  }
}
