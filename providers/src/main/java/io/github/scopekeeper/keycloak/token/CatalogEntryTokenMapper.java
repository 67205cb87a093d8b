package io.github.scopekeeper.keycloak.token;

import io.github.scopekeeper.keycloak.catalog.ScopeCatalogEntryMapper;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.mappers.OIDCAccessTokenMapper;
import org.keycloak.representations.AccessToken;

/**
 * The entry as Keycloak runs it. Where our token manager makes the token it has nothing to do; the
 * admin console's "Evaluate" tab goes past that, and gets the wider scope here.
 */
public class CatalogEntryTokenMapper extends ScopeCatalogEntryMapper
    implements OIDCAccessTokenMapper {

  private static final String DONE = CatalogEntryTokenMapper.class.getName();

  @Override
  public AccessToken transformAccessToken(
      AccessToken token,
      ProtocolMapperModel entry,
      KeycloakSession session,
      UserSessionModel userSession,
      ClientSessionContext context) {
    if (EffectiveContexts.isDecided(context) || context.getAttribute(DONE, Boolean.class) != null) {
      return token;
    }
    context.setAttribute(DONE, true);
    if (EffectiveContexts.preview(session, context) instanceof EffectiveContext effective) {
      token.setScope(effective.getScopeString());
    }
    return token;
  }
}
