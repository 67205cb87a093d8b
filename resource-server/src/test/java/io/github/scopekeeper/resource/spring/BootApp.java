package io.github.scopekeeper.resource.spring;

import io.github.scopekeeper.resource.support.FakeRealm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** A real application on a free port. */
final class BootApp implements AutoCloseable {

  private final ServletWebServerApplicationContext context;

  BootApp(FakeRealm realm, String resource, Class<?> application, String... settings) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--logging.level.root=error",
                "--server.address=127.0.0.1",
                "--scopekeeper.issuer=" + realm.issuer(),
                "--scopekeeper.resource=" + resource,
                "--scopekeeper.audience=" + FakeRealm.AUDIENCE));
    all.addAll(Arrays.asList(settings));
    context =
        (ServletWebServerApplicationContext)
            new SpringApplicationBuilder(application)
                .web(WebApplicationType.SERVLET)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .run(all.toArray(String[]::new));
  }

  String url(String path) {
    return "http://127.0.0.1:%d%s".formatted(context.getWebServer().getPort(), path);
  }

  ServletWebServerApplicationContext context() {
    return context;
  }

  @Override
  public void close() {
    context.close();
  }
}
