package io.github.scopekeeper.keycloak.words;

import io.github.scopekeeper.core.words.PlainText;
import io.github.scopekeeper.core.words.WebAddress;
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

  /** The name for within a sentence of ours. */
  public String inSentence() {
    return words.inSentence(name());
  }

  /** What Keycloak's consent page says of the client itself. */
  public String consentText() {
    String text = PlainText.of(words.localized(client.getConsentScreenText()));
    return text.isEmpty() ? PlainText.of(client.getClientId()) : text;
  }

  /**
   * The address in a client's attribute. A dynamically registered client writes its own: nothing
   * but the web is linked to.
   */
  public Optional<String> link(String attribute) {
    return WebAddress.of(client.getAttribute(attribute));
  }
}
