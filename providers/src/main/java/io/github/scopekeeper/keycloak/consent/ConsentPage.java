package io.github.scopekeeper.keycloak.consent;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.consent.ConsentItem;
import io.github.scopekeeper.core.consent.ConsentPlan;
import io.github.scopekeeper.core.consent.ConsentPolicy;
import io.github.scopekeeper.core.consent.ShownConsent;
import io.github.scopekeeper.keycloak.words.ClientWords;
import io.github.scopekeeper.keycloak.words.ScopeWords;
import io.github.scopekeeper.keycloak.words.UserWords;
import io.github.scopekeeper.keycloak.words.Words;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.models.ClientModel;

/** The consent page and its confirmation: what their templates get to see. */
final class ConsentPage {

  /** The text of a page that says so. */
  static final String BUSY = "scopeConsentBusy";

  private static final String PAGE = "scope-consent.ftl";
  private static final String CONFIRMATION = "scope-consent-confirm.ftl";
  private static final String OTHER = "";

  private final RequiredActionContext context;
  private final PendingConsent pending;
  private final ConsentNotes notes;
  private final Words words;
  private final ScopeWords scopes;
  private final ConsentRow row;

  ConsentPage(RequiredActionContext context, PendingConsent pending, ConsentNotes notes) {
    this.context = context;
    this.pending = pending;
    this.notes = notes;
    this.words = new Words(context.getSession(), context.getRealm(), context.getUser());
    this.scopes = new ScopeWords(pending.catalog(), pending::model, words);
    this.row = new ConsentRow(pending, scopes);
  }

  Response first(ConsentPlan.Ask plan) {
    return first(plan, null);
  }

  /** The page once more, after a form that could not be taken. */
  Response again(ConsentPlan.Ask plan) {
    return first(plan, "scopeConsentTryAgain");
  }

  /** The page once more, after the form of one that showed something else. */
  Response afterStaleForm(ConsentPlan.Ask plan) {
    return first(plan, "scopeConsentStale");
  }

  /** The page once more: another request writes what this one wanted to write. */
  Response busy(ConsentPlan.Ask plan) {
    return first(plan, BUSY);
  }

  /** What the page shows now. */
  ShownConsent shows(ConsentPlan.Ask plan) {
    return pending.policy().show(plan, pending.clientRow().standing(plan));
  }

  private Response first(ConsentPlan.Ask plan, String error) {
    notes.show(shows(plan));
    Map<String, Object> model = common();
    model.put("choice", !plan.open(pending.rules()).isEmpty());
    model.put("sensitive", plan.items().stream().anyMatch(this::isPrivileged));
    model.put("client", pending.clientRow().isShown(plan) ? clientRow() : null);
    model.put("groups", groups(plan.items()));
    return render(PAGE, model, error);
  }

  /** Names each scope of high risk, also one that only comes with a shown one. */
  Response confirmation(Set<ScopeName> highRisk) {
    Map<String, Object> model = common();
    List<Map<String, Object>> rows = new ArrayList<>();
    highRisk.stream()
        .sorted()
        .map(scope -> new ConsentItem(scope, false, false, Optional.empty()))
        .forEach(item -> rows.add(row.of("s" + rows.size(), item, true)));
    model.put("rows", rows);
    return render(CONFIRMATION, model, null);
  }

  private Response render(String template, Map<String, Object> model, String error) {
    var form = context.form().setAttribute("consent", model);
    return (error == null ? form : form.setError(error)).createForm(template);
  }

  private Map<String, Object> common() {
    Map<String, Object> model = new HashMap<>();
    ConsentApp app = new ConsentApp(context, words);
    model.put("app", app.model());
    model.put("accountUrl", app.accountUrl());
    model.put("user", words.inSentence(app.userName()));
    model.put("username", words.inSentence(UserWords.username(context.getUser())));
    model.put("device", app.isDevice());
    model.put("words", QuotedWords.model(context.getAuthenticationSession()));
    return model;
  }

  private Map<String, Object> clientRow() {
    ClientModel client = context.getAuthenticationSession().getClient();
    return row.ofClient("s-client", client, new ClientWords(client, words).consentText());
  }

  private List<Map<String, Object>> groups(List<ConsentItem> items) {
    Map<String, List<ConsentItem>> byCategory = new LinkedHashMap<>();
    items.forEach(i -> byCategory.computeIfAbsent(category(i), c -> new ArrayList<>()).add(i));
    List<ConsentItem> others = byCategory.remove(OTHER);
    if (others != null) {
      byCategory.put(OTHER, others);
    }
    Predicate<ConsentItem> checked = startsChecked();
    List<Map<String, Object>> groups = new ArrayList<>();
    int rows = 0;
    for (Map.Entry<String, List<ConsentItem>> category : byCategory.entrySet()) {
      groups.add(group("g" + groups.size(), rows, category.getKey(), category.getValue(), checked));
      rows += category.getValue().size();
    }
    return groups;
  }

  private Map<String, Object> group(
      String id,
      int firstRow,
      String category,
      List<ConsentItem> items,
      Predicate<ConsentItem> checked) {
    List<Map<String, Object>> rows = new ArrayList<>();
    items.forEach(i -> rows.add(row.of("s" + (firstRow + rows.size()), i, checked.test(i))));
    Map<String, Object> group = new HashMap<>();
    group.put("id", id);
    group.put("label", categoryLabel(category));
    group.put("count", rows.size());
    group.put("sensitive", items.stream().anyMatch(this::isPrivileged));
    group.put("open", true);
    group.put("rows", rows);
    return group;
  }

  /** What the user ticked before going back, or else what the rules tick. */
  private Predicate<ConsentItem> startsChecked() {
    ConsentPolicy policy = pending.policy();
    Optional<Set<ScopeName>> ticked = notes.tickedBefore();
    return item ->
        ticked.isPresent() && pending.rules().usersChoose() && !item.required()
            ? ticked.get().contains(item.scope())
            : policy.startsTicked(item);
  }

  private boolean isPrivileged(ConsentItem item) {
    return scopes.isPrivileged(item.scope());
  }

  private String category(ConsentItem item) {
    return scopes.category(item.scope()).orElse(OTHER);
  }

  private String categoryLabel(String category) {
    return category.equals(OTHER) ? scopes.others() : scopes.categoryLabel(category);
  }
}
