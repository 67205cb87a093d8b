package io.github.scopekeeper.benchmarks.load;

/** The requests that are measured: for tokens, and for a code of a user who is signed in. */
enum Grant {
  CLIENT_CREDENTIALS("client credentials"),
  REFRESH("refresh"),
  CODE("code exchange"),
  SIGN_ON("single sign-on");

  private final String words;

  Grant(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
