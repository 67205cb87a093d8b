package io.github.scopekeeper.keycloak.permissions;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.keycloak.consent.AppsOfUser;
import io.github.scopekeeper.keycloak.consent.StoredConsent;
import io.github.scopekeeper.keycloak.words.UserWords;
import io.github.scopekeeper.keycloak.words.Words;
import jakarta.ws.rs.core.Response;
import java.text.Collator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.models.ClientModel;

/** The user's page and its confirmation: what their templates get to see. */
final class PermissionsPage {

  private static final String PAGE = "scope-permissions.ftl";
  private static final String CONFIRMATION = "scope-permissions-confirm.ftl";

  /** So many apps are shown with all that they may do; of more, the user opens one. */
  private static final int MOST_OPEN = 3;

  private final RequiredActionContext context;
  private final PermissionsNotes notes;
  private final AppsOfUser apps;
  private final Words words;

  PermissionsPage(RequiredActionContext context, PermissionsNotes notes) {
    this.context = context;
    this.notes = notes;
    this.apps = new AppsOfUser(context.getSession(), context.getRealm(), context.getUser());
    this.words = new Words(context.getSession(), context.getRealm(), context.getUser());
  }

  Response overview() {
    List<PermittedApp> permitted =
        apps.clients().stream()
            .map(this::app)
            .filter(PermittedApp::isPermittedOrDenied)
            .sorted(
                Comparator.comparing(
                    PermittedApp::name, Collator.getInstance(words.locale())::compare))
            .toList();
    List<Map<String, Object>> models = new ArrayList<>();
    for (PermittedApp app : permitted) {
      Map<String, Object> model = model(app, "a" + models.size());
      model.put("open", permitted.size() <= MOST_OPEN || notes.isAbout(app.client()));
      models.add(model);
    }
    Map<String, Object> page = common();
    page.put("apps", models);
    page.put("message", notes.message().orElse(null));
    page.put("changed", notes.hasChanged());
    return render(PAGE, page);
  }

  /**
   * Before everything goes.
   *
   * @param required the permission for which it goes, if the user has chosen one
   */
  Response confirmation(ClientModel client, Optional<ScopeName> required) {
    PermittedApp app = app(client);
    Map<String, Object> confirm = new HashMap<>();
    confirm.put("app", model(app, "a0"));
    confirm.put("required", required.map(app::label).map(words::inSentence).orElse(null));
    Map<String, Object> page = common();
    page.put("confirm", confirm);
    return render(CONFIRMATION, page);
  }

  private PermittedApp app(ClientModel client) {
    return new PermittedApp(
        client, new StoredConsent(context.getSession(), context.getUser(), client), words);
  }

  private Map<String, Object> model(PermittedApp app, String id) {
    return app.model(id, apps.lastUsed(app.client()));
  }

  private Map<String, Object> common() {
    Map<String, Object> page = new HashMap<>();
    page.put("user", words.inSentence(UserWords.name(context.getUser())));
    page.put("username", words.inSentence(UserWords.username(context.getUser())));
    return page;
  }

  private Response render(String template, Map<String, Object> page) {
    return context.form().setAttribute("permissions", page).createForm(template);
  }
}
