package io.github.scopekeeper.core.catalog;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a scope means. Built with {@link #named(String)}; immutable.
 *
 * @param name the scope
 * @param label a few words for the consent page; never null, the name where nothing was said
 * @param description a sentence for the consent page; empty where nothing was said
 * @param category the id of the group it is shown in; empty for none
 * @param resource what it is about; empty where nothing was said
 * @param action what it lets an app do; empty where nothing was said
 * @param ownership whose resources it reaches; empty where nothing was said
 * @param risk never null
 * @param privileged whether the page marks it as sensitive
 * @param requiresReauthentication whether it is only issued after a recent login
 * @param maxAuthenticationAge how old that login may be, from one second to ten years; empty: the
 *     realm's default
 * @param implied the scopes that it includes directly; never itself
 * @param aliases older names of it: who checks tokens takes one for the other; never itself
 */
public record ScopeDefinition(
    ScopeName name,
    String label,
    Optional<String> description,
    Optional<String> category,
    Optional<String> resource,
    Optional<ScopeAction> action,
    Optional<Ownership> ownership,
    RiskLevel risk,
    boolean privileged,
    boolean requiresReauthentication,
    Optional<Duration> maxAuthenticationAge,
    Set<ScopeName> implied,
    Set<ScopeName> aliases) {

  /** Words of the protocol, not permissions: no scope can include them or be called so. */
  private static final Set<String> WORDS_OF_PROTOCOL = Set.of("openid", "offline_access");

  /** Beyond it {@code auth_time + max_age} would not fit in Keycloak's whole seconds. */
  public static final Duration LONGEST_MAX_AGE = Duration.ofDays(3650);

  public ScopeDefinition {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(risk, "risk");
    implied = Set.copyOf(implied);
    aliases = Set.copyOf(aliases);
    refuse(name, implied, "include %s", "an app has to ask for that itself");
    refuse(name, aliases, "have %s as an older name", "that is a word of the protocol");
    maxAuthenticationAge.ifPresent(ScopeDefinition::checkAge);
  }

  private static void refuse(
      ScopeName name, Set<ScopeName> others, String relation, String because) {
    if (others.contains(name)) {
      throw new IllegalArgumentException(
          "The scope %s cannot %s.".formatted(name, relation.formatted("itself")));
    }
    for (ScopeName other : others) {
      if (WORDS_OF_PROTOCOL.contains(other.value())) {
        throw new IllegalArgumentException(
            "The scope %s cannot %s: %s.".formatted(name, relation.formatted(other), because));
      }
    }
  }

  private static void checkAge(Duration age) {
    if (age.compareTo(Duration.ofSeconds(1)) < 0 || age.compareTo(LONGEST_MAX_AGE) > 0) {
      throw new IllegalArgumentException(
          "The maximum age of a login must be at least 1 second and at most %d."
              .formatted(LONGEST_MAX_AGE.toSeconds()));
    }
  }

  /**
   * @throws IllegalArgumentException when the name is no scope-token
   */
  public static Builder named(String name) {
    return new Builder(ScopeName.of(name));
  }

  /** Collects what is known of a scope. Texts may be null or blank: then nothing was said. */
  public static final class Builder {
    private final ScopeName name;
    private String label;
    private String description;
    private String category;
    private String resource;
    private ScopeAction action;
    private Ownership ownership;
    private RiskLevel risk = RiskLevel.LOW;
    private boolean privileged;
    private boolean requiresReauthentication;
    private Duration maxAuthenticationAge;
    private final Set<ScopeName> implied = new LinkedHashSet<>();
    private final Set<ScopeName> aliases = new LinkedHashSet<>();

    private Builder(ScopeName name) {
      this.name = name;
    }

    public Builder label(String text) {
      label = text;
      return this;
    }

    public Builder description(String text) {
      description = text;
      return this;
    }

    public Builder category(String id) {
      category = id;
      return this;
    }

    public Builder resource(String text) {
      resource = text;
      return this;
    }

    public Builder action(ScopeAction value) {
      action = value;
      return this;
    }

    public Builder ownership(Ownership value) {
      ownership = value;
      return this;
    }

    public Builder risk(RiskLevel value) {
      risk = value;
      return this;
    }

    public Builder privileged(boolean value) {
      privileged = value;
      return this;
    }

    public Builder requiresReauthentication(boolean value) {
      requiresReauthentication = value;
      return this;
    }

    /** How old a login may be; null for the realm's default. */
    public Builder maxAuthenticationAge(Duration value) {
      maxAuthenticationAge = value;
      return this;
    }

    public Builder implies(Collection<ScopeName> scopes) {
      implied.addAll(scopes);
      return this;
    }

    public Builder implies(String... scopes) {
      for (String scope : scopes) {
        implied.add(ScopeName.of(scope));
      }
      return this;
    }

    public Builder aliases(Collection<ScopeName> names) {
      aliases.addAll(names);
      return this;
    }

    public Builder aliases(String... names) {
      for (String alias : names) {
        aliases.add(ScopeName.of(alias));
      }
      return this;
    }

    /**
     * @throws IllegalArgumentException with a sentence that tells an admin what to mend
     */
    public ScopeDefinition build() {
      return new ScopeDefinition(
          name,
          said(label).orElse(name.value()),
          said(description),
          said(category),
          said(resource),
          Optional.ofNullable(action),
          Optional.ofNullable(ownership),
          risk,
          privileged,
          requiresReauthentication,
          Optional.ofNullable(maxAuthenticationAge),
          implied,
          aliases);
    }

    private static Optional<String> said(String text) {
      return Optional.ofNullable(text).map(String::strip).filter(t -> !t.isEmpty());
    }
  }
}
