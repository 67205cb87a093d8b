package io.github.scopekeeper.keycloak.api;

import io.github.scopekeeper.keycloak.catalog.CatalogAccess;
import io.github.scopekeeper.keycloak.consent.ConsentTerms;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.keycloak.models.KeycloakSession;

/**
 * What the realm's scopes mean, for APIs and apps: {@code /realms/{realm}/scope-catalog}. Scopes
 * that are not in the realm's metadata are for APIs that carry {@value #SEES_HIDDEN}.
 */
public class ScopeCatalogResource {

  static final String SEES_HIDDEN = "scope_catalog";

  private final KeycloakSession session;

  public ScopeCatalogResource(KeycloakSession session) {
    this.session = session;
  }

  /** In the language given, or else that of {@code Accept-Language}, or else the realm's. */
  @GET
  public Response list(@HeaderParam(HttpHeaders.IF_NONE_MATCH) String known) {
    Endpoint endpoint = new Endpoint(session);
    Function<Optional<Caller>, CacheableJson> catalog =
        caller -> catalog(caller, endpoint.parameter("lang").orElse(null));
    return isPublic()
        ? endpoint.answerOpenly(
            caller -> catalog.apply(caller).openTo(caller.isEmpty()).answer(known))
        : endpoint.answerAnybody(caller -> catalog.apply(Optional.of(caller)).answer(known));
  }

  private boolean isPublic() {
    return ConsentTerms.catalogAccess(session.getContext().getRealm()) == CatalogAccess.PUBLIC;
  }

  private CacheableJson catalog(Optional<Caller> caller, String language) {
    Locale locale = RequestLanguage.ofAnybody(session, language);
    boolean seesHidden =
        caller.filter(Caller::isService).filter(c -> c.carries(SEES_HIDDEN)).isPresent();
    return new CacheableJson(CatalogList.of(session, locale, seesHidden));
  }

  @OPTIONS
  public Response preflight() {
    return Origins.preflight(session, HttpMethod.GET, HttpMethod.HEAD);
  }
}
