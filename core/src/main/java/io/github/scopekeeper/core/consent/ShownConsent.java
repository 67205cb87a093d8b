package io.github.scopekeeper.core.consent;

import io.github.scopekeeper.core.catalog.ScopeName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a page has told its user, as far as the meaning of the answer depends on it.
 *
 * @param digest of every row: what it is about, how it stands, and what a yes to it includes
 * @param refusable what the user could say no to, and had not allowed before
 */
public record ShownConsent(String digest, Set<ScopeName> refusable) {

  public ShownConsent {
    refusable = Set.copyOf(refusable);
  }

  /**
   * @param client how the row about the client itself stands; empty: there is none
   */
  static ShownConsent of(
      ConsentPlan.Ask plan,
      ConsentRules rules,
      ConsentPolicy policy,
      Optional<ClientStanding> client) {
    Set<ScopeName> open = plan.open(rules);
    Stream<String> rows =
        plan.items().stream()
            .map(
                item ->
                    "%s granted=%s required=%s open=%s includes=%s"
                        .formatted(
                            item.scope(),
                            item.granted(),
                            item.required(),
                            open.contains(item.scope()),
                            policy.includes(plan, item).stream().sorted().toList()))
            .sorted();
    String text =
        Stream.concat(client.stream().map(ClientStanding::name), rows)
            .collect(Collectors.joining("\n"));
    return new ShownConsent(sha256(text), policy.refusable(plan));
  }

  /** How the row about the client itself stands. */
  public enum ClientStanding {
    ASKED,
    GRANTED
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
