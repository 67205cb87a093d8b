package io.github.scopekeeper.resource.request;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads IP addresses as proxies write them; never asks a name server. */
final class Addresses {

  private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final Pattern V4 =
      Pattern.compile("(" + OCTET + "(?:\\." + OCTET + "){3})(?::\\d{1,5})?");

  /** With a port there are brackets around it. A zone means something to one machine alone. */
  private static final Pattern V6 =
      Pattern.compile(
          "\\[([0-9a-fA-F:.]{2,45})(?:%[\\w.-]{1,20})?](?::\\d{1,5})?"
              + "|([0-9a-fA-F:.]{2,45})(?:%[\\w.-]{1,20})?");

  /** One of the pairs that an element consists of; what is quoted may look like another pair. */
  private static final Pattern PAIR =
      Pattern.compile("\\G\\s*(?:([\\w-]+)\\s*=\\s*(?:\"([^\"\\\\]*)\"|([^\";\\s]*)))?\\s*(?:;|$)");

  private Addresses() {}

  /**
   * @param text an address, perhaps with a port
   */
  static Optional<InetAddress> parse(String text) {
    String trimmed = text.strip();
    Matcher v4 = V4.matcher(trimmed);
    if (v4.matches()) {
      return literal(v4.group(1));
    }
    Matcher v6 = V6.matcher(trimmed);
    if (!v6.matches()) {
      return Optional.empty();
    }
    String address = v6.group(1) == null ? v6.group(2) : v6.group(1);
    return address.contains(":") && !address.startsWith(".") ? literal(address) : Optional.empty();
  }

  /** What looks like a literal of either kind is not looked up. */
  private static Optional<InetAddress> literal(String text) {
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /**
   * The node of one element of {@code Forwarded} (RFC 7239, section 4); empty where there is none.
   * Elements were cut at commas even within quotes: one that holds half of a quoted text is none.
   */
  static String forwardedFor(String element) {
    Matcher pair = PAIR.matcher(element.strip());
    boolean whole =
        !element.contains("\\") && element.chars().filter(c -> c == '"').count() % 2 == 0;
    while (whole && pair.find()) {
      if ("for".equalsIgnoreCase(pair.group(1))) {
        return pair.group(2) == null ? pair.group(3) : pair.group(2);
      }
    }
    return "";
  }
}
