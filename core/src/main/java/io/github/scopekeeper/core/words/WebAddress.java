package io.github.scopekeeper.core.words;

import java.net.URI;
import java.util.Optional;

/** An address that somebody else has given us, to be linked to. */
public final class WebAddress {

  private WebAddress() {}

  /**
   * The address in ASCII, where it leads to the web; what is not ASCII in it is percent-encoded, so
   * that nothing in it turns the text around it or looks like something else.
   */
  public static Optional<String> of(String address) {
    return uri(address)
        .filter(
            uri ->
                "https".equalsIgnoreCase(uri.getScheme())
                    || "http".equalsIgnoreCase(uri.getScheme()))
        .map(URI::toASCIIString);
  }

  /** The host of an address, if it has one. */
  public static Optional<String> host(String address) {
    return uri(address).map(URI::getHost);
  }

  private static Optional<URI> uri(String value) {
    try {
      return Optional.ofNullable(value).filter(v -> !v.isBlank()).map(URI::create);
    } catch (IllegalArgumentException notAnAddress) {
      return Optional.empty();
    }
  }
}
