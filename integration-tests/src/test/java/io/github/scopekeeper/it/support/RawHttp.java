package io.github.scopekeeper.it.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map.Entry;

/** A request as bytes: an HTTP client would not send what is sent here. */
public final class RawHttp {
  private static final int PATIENCE_MS = 30_000;

  private final URI server;

  public RawHttp(URI server) {
    this.server = server;
  }

  /**
   * @param target path and query as they stand in the request line
   * @param body null for none
   * @return the status; 0 where the connection was closed without an answer
   */
  public int status(
      String method, String target, List<? extends Entry<String, String>> headers, String body) {
    List<String> lines = new ArrayList<>();
    lines.add(method + " " + target + " HTTP/1.1");
    lines.add("Host: " + server.getAuthority());
    lines.add("Connection: close");
    headers.forEach(header -> lines.add(header.getKey() + ": " + header.getValue()));
    if (body != null) {
      lines.add("Content-Length: " + bytes(body).length);
    }
    return send(bytes(String.join("\r\n", lines) + "\r\n\r\n" + (body == null ? "" : body)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private int send(byte[] request) {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(PATIENCE_MS);
      socket.getOutputStream().write(request);
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      socket.getInputStream().transferTo(answer);
      return statusOf(answer.toString(StandardCharsets.ISO_8859_1));
    } catch (java.net.SocketException closed) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int statusOf(String answer) {
    String[] words = answer.split(" ", 3);
    return words.length < 2 ? 0 : Integer.parseInt(words[1]);
  }
}
