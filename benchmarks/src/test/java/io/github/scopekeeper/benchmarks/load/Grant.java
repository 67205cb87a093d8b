package io.github.scopekeeper.benchmarks.load;

/** The token requests that are measured. */
enum Grant {
  CLIENT_CREDENTIALS("client credentials"),
  REFRESH("refresh"),
  CODE("code exchange");

  private final String words;

  Grant(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
