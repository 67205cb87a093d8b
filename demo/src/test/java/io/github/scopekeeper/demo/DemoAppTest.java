package io.github.scopekeeper.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemoAppTest {

  private DemoApp app;

  @BeforeEach
  void start() {
    // Nothing listens on port 1.
    var nowhere = URI.create("http://localhost:1");
    app = DemoApp.start(DemoConfig.local(0, URI.create(nowhere + "/realms/fitness"), nowhere));
  }

  @AfterEach
  void stop() {
    app.close();
  }

  @Test
  void itStartsWithoutKeycloak() throws Exception {
    assertThat(get("/health").body()).isEqualTo("{\"status\":\"UP\"}");
  }

  @Test
  void everyPageCarriesTheSecurityHeaders() throws Exception {
    for (var path : new String[] {"/", "/nowhere", "/callback?code=1&state=2", "/assets/app.css"}) {
      var headers = get(path).headers();
      assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
          .contains("default-src 'none'");
      assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
    }
  }

  @Test
  void theSessionCookieIsOutOfReachOfScripts() throws Exception {
    assertThat(get("/").headers().firstValue("Set-Cookie").orElse(""))
        .contains("HttpOnly", "SameSite=Lax");
  }

  @Test
  void anAnswerThatNobodyAskedForIsThrownAway() throws Exception {
    var response = get("/callback?code=stolen&state=guessed");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("thrown away");
  }

  @Test
  void aFormWithoutItsKeyIsRefused() throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(app.url() + "/sign-out"))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();

    assertThat(send(request).statusCode()).isEqualTo(403);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(app.url() + path)).build());
  }

  private static HttpResponse<String> send(HttpRequest request) throws Exception {
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }
}
