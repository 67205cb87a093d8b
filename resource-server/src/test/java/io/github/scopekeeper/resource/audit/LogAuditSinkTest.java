package io.github.scopekeeper.resource.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class LogAuditSinkTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Prints what is logged at INFO as it is given. */
  private Logger logger() {
    PrintStream lines = new PrintStream(out, true, StandardCharsets.UTF_8);
    return (Logger)
        Proxy.newProxyInstance(
            Logger.class.getClassLoader(),
            new Class<?>[] {Logger.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("info") && arguments.length == 1) {
                lines.println(arguments[0]);
              }
              return method.getReturnType() == boolean.class ? true : null;
            });
  }

  @Test
  void writesOneLineARecordWhateverAClientSends() {
    List<AuditRecord> records =
        List.of(
            Records.full().userAgent("x\r\n{\"outcome\":\"success\"}\u0085\u2028 {} %n").build(),
            Records.numbered(1));
    new LogAuditSink(logger()).write(records);

    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).extracting(AuditRecord::fromJson).isEqualTo(records);
  }
}
