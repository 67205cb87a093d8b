package io.github.scopekeeper.it.support;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The machine's own Chromium, driven by Playwright. */
public final class Chromium implements AutoCloseable {
  private static final double PATIENCE_MILLIS = 15_000;

  private final Playwright playwright = Playwright.create();
  private final com.microsoft.playwright.Browser browser;

  public Chromium() {
    browser =
        playwright
            .chromium()
            .launch(
                new LaunchOptions()
                    .setExecutablePath(executable().orElseThrow())
                    .setArgs(List.of("--no-sandbox", "--disable-gpu")));
  }

  static Optional<Path> executable() {
    return Stream.of(
            System.getProperty("chromium"),
            System.getenv("CHROMIUM"),
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome")
        .filter(Objects::nonNull)
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** A window of somebody who was never here before. */
  public Page open(NewContextOptions options) {
    BrowserContext context = browser.newContext(options);
    context.setDefaultTimeout(PATIENCE_MILLIS);
    return context.newPage();
  }

  public Page open() {
    return open(new NewContextOptions());
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
