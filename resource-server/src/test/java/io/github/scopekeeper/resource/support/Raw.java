package io.github.scopekeeper.resource.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Sends bytes that no client library would send. */
public final class Raw {

  private Raw() {}

  /**
   * @param headers as they were sent, "name: value"
   */
  public record Reply(int status, List<String> headers, String body) {

    /** Of the first header with this name. */
    public Optional<String> header(String name) {
      String start = name.toLowerCase(Locale.ROOT) + ":";
      return headers.stream()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
          .map(line -> line.substring(start.length()).strip())
          .findFirst();
    }
  }

  /**
   * @param lines the request line and the headers, in ISO 8859-1
   */
  public static Reply send(int port, List<String> lines) throws IOException {
    List<String> all = new ArrayList<>(lines);
    all.add("Host: 127.0.0.1");
    all.add("Connection: close");
    String request = String.join("\r\n", all) + "\r\n\r\n";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return reply(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static Reply reply(String text) {
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      throw new IllegalStateException("no answer: " + text);
    }
    List<String> head = List.of(text.substring(0, end).split("\r\n"));
    int status = Integer.parseInt(head.get(0).split(" ")[1]);
    return new Reply(status, head.subList(1, head.size()), text.substring(end + 4));
  }
}
