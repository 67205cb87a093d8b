package io.github.scopekeeper.keycloak.api;

import io.github.scopekeeper.keycloak.audit.AuditEvents;
import io.github.scopekeeper.keycloak.audit.AuditRecord;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.keycloak.OAuthErrorException;
import org.keycloak.models.KeycloakSession;

/**
 * Where an API tells of privileged operations: {@code /realms/{realm}/scope-audit}, with the token
 * of its own service account.
 */
public class ScopeAuditResource {

  static final String SCOPE = "scope_audit";

  private final KeycloakSession session;

  public ScopeAuditResource(KeycloakSession session) {
    this.session = session;
  }

  @POST
  public Response store(InputStream body) {
    return new Endpoint(session)
        .answerService(
            SCOPE,
            api -> {
              AuditEvents events = new AuditEvents(session, api.client());
              if (!events.areKept()) {
                throw unavailable(
                    "This realm does not keep these events: in Realm settings, Events, switch on"
                        + " Save events and choose VALIDATE_ACCESS_TOKEN and its error");
              }
              List<AuditRecord> records = AuditBatch.read(session, body);
              if (!events.keep(records)) {
                throw unavailable("The records could not be stored: send them again");
              }
              return Map.of("stored", records.size());
            });
  }

  private static Problem unavailable(String sentence) {
    return Problem.of(
        Status.SERVICE_UNAVAILABLE, OAuthErrorException.TEMPORARILY_UNAVAILABLE, sentence);
  }
}
