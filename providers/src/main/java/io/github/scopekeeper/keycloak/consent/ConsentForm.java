package io.github.scopekeeper.keycloak.consent;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.consent.ConsentAnswer;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what a browser sent, and trusts none of it. */
final class ConsentForm {

  private static final String DECISION = "decision";
  private static final String SCOPE = "scope";
  private static final int MAX_SCOPES = 1_000;

  private final MultivaluedMap<String, String> form;
  private final ConsentNotes notes;

  ConsentForm(MultivaluedMap<String, String> form, ConsentNotes notes) {
    this.form = form;
    this.notes = notes;
  }

  /** Whether the user wants to see the first page again. */
  boolean isBack() {
    return is("back");
  }

  /** Whether the user says no to everything. */
  boolean isDeny() {
    return is("deny");
  }

  /** What the user decided; empty when the form says nothing that can be understood. */
  Optional<ConsentAnswer> answer() {
    if (isDeny()) {
      return Optional.of(new ConsentAnswer.Deny());
    }
    if (is("confirm") && notes.isConfirming()) {
      return Optional.of(new ConsentAnswer.Grant(notes.ticked(), notes.confirming()));
    }
    return is("grant")
        ? ticked().map(scopes -> new ConsentAnswer.Grant(scopes, Set.of()))
        : Optional.empty();
  }

  private boolean is(String decision) {
    return List.of(decision).equals(form.get(DECISION));
  }

  private Optional<Set<ScopeName>> ticked() {
    List<String> values = form.getOrDefault(SCOPE, List.of());
    if (values.size() > MAX_SCOPES) {
      return Optional.empty();
    }
    Set<ScopeName> ticked = new HashSet<>();
    for (String value : values) {
      Optional<ScopeName> name = ScopeName.parse(value);
      if (name.isEmpty()) {
        return Optional.empty();
      }
      ticked.add(name.get());
    }
    return Optional.of(ticked);
  }
}
