package io.github.scopekeeper.resource.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ApiRequestTest {

  @Test
  void neitherTokenNorProofGetsIntoALog() {
    assertThat(new ApiRequest("GET", "/x", List.of("Bearer token"), List.of("proof")))
        .hasToString("ApiRequest[method=GET, path=/x]");
  }
}
