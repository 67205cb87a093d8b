package io.github.scopekeeper.demo.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Looks whether a port is free, before anything slow is done. */
final class Ports {

  private Ports() {}

  static void requireFree(int port, String who, String property) {
    try {
      // A browser may take either address of localhost.
      for (var address : InetAddress.getAllByName("localhost")) {
        new ServerSocket(port, 1, address).close();
      }
    } catch (IOException e) {
      throw new DemoProblem(
          "Port %d is taken (%s), %s needs it: stop what uses it, or choose another: mvn -Pdemo -D%s=%d"
              .formatted(port, e.getMessage(), who, property, alternative(port)));
    }
  }

  private static int alternative(int port) {
    return port < 65_000 ? port + 100 : port - 100;
  }
}
