package io.github.scopekeeper.keycloak.words;

import io.github.scopekeeper.core.words.PlainText;
import java.net.URI;
import java.util.Optional;
import org.keycloak.models.ClientModel;

/** How an app presents itself; all of it for people to read, none of it to be trusted. */
public final class ClientWords {

  private final ClientModel client;
  private final Words words;

  public ClientWords(ClientModel client, Words words) {
    this.client = client;
    this.words = words;
  }

  public String name() {
    return Optional.ofNullable(client.getName())
        .map(words::localized)
        .map(PlainText::of)
        .filter(name -> !name.isEmpty())
        .orElseGet(() -> PlainText.of(client.getClientId()));
  }

  /**
   * The address in a client's attribute. A dynamically registered client writes its own: nothing
   * but the web is linked to.
   */
  public Optional<String> link(String attribute) {
    return uri(client.getAttribute(attribute))
        .filter(uri -> "https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
        .map(URI::toString);
  }

  /** The host of an address, if it is one. */
  public static Optional<String> host(String address) {
    return uri(address).map(URI::getHost);
  }

  private static Optional<URI> uri(String value) {
    try {
      return Optional.ofNullable(value).filter(v -> !v.isBlank()).map(URI::create);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
