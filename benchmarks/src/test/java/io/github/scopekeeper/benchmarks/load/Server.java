package io.github.scopekeeper.benchmarks.load;

import io.github.scopekeeper.it.support.KeycloakServer;
import java.util.Comparator;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A running Keycloak and its process, for the CPU time that it has used. */
record Server(KeycloakServer keycloak, ProcessHandle process) {

  static Server start(Supplier<KeycloakServer> starter) {
    Set<ProcessHandle> before = ProcessHandle.current().descendants().collect(Collectors.toSet());
    KeycloakServer keycloak = starter.get();
    ProcessHandle busiest =
        ProcessHandle.current()
            .descendants()
            .filter(process -> !before.contains(process))
            .max(Comparator.comparingLong(Server::cpuNanos))
            .orElseThrow();
    return new Server(keycloak, busiest);
  }

  long cpuNanos() {
    return cpuNanos(process);
  }

  private static long cpuNanos(ProcessHandle process) {
    return process.info().totalCpuDuration().orElseThrow().toNanos();
  }
}
