package io.github.scopekeeper.demo.launcher;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void aTakenPortIsNamedWithWhatToDo() throws IOException {
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> Ports.requireFree(other.getLocalPort(), "Keycloak", "some.port"))
          .isInstanceOf(DemoProblem.class)
          .hasMessageContaining("Port " + other.getLocalPort() + " is taken")
          .hasMessageContaining("mvn -Pdemo -Dsome.port=");
    }
  }

  @Test
  void aPortThatWasGivenBackIsFree() throws IOException {
    int port;
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = other.getLocalPort();
    }
    assertThatCode(() -> Ports.requireFree(port, "Keycloak", "some.port"))
        .doesNotThrowAnyException();
  }
}
