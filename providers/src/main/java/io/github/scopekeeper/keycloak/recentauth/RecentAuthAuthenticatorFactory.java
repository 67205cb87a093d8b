package io.github.scopekeeper.keycloak.recentauth;

import java.util.List;
import org.keycloak.Config;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.sessions.AuthenticationSessionModel;

public final class RecentAuthAuthenticatorFactory implements AuthenticatorFactory {

  public static final String ID = "recent-auth";

  private static final Requirement[] REQUIREMENTS = {Requirement.REQUIRED, Requirement.DISABLED};

  @Override
  public String getId() {
    return ID;
  }

  @Override
  public String getDisplayType() {
    return "Recent login for scopes";
  }

  @Override
  public String getReferenceCategory() {
    return null;
  }

  @Override
  public String getHelpText() {
    return "Asks for a new login when the requested scopes need a more recent one. Set it to Required"
        + " as the first step of the browser flow, and move everything else into one sub-flow after"
        + " it, Required too: beside Required steps Keycloak ignores Alternative ones.";
  }

  @Override
  public boolean isConfigurable() {
    return true;
  }

  @Override
  public List<ProviderConfigProperty> getConfigProperties() {
    return RecentAuthConfig.PROPERTIES;
  }

  @Override
  public Requirement[] getRequirementChoices() {
    return REQUIREMENTS.clone();
  }

  @Override
  public boolean isUserSetupAllowed() {
    return false;
  }

  @Override
  public Authenticator create(KeycloakSession session) {
    AuthenticationSessionModel login = session.getContext().getAuthenticationSession();
    if (login == null || !RecentAuthPlacement.isBesideAlternatives(login)) {
      return new RecentAuthAuthenticator();
    }
    RecentAuthPlacement.report(login);
    return new MisplacedRecentAuth();
  }

  @Override
  public void init(Config.Scope config) {}

  @Override
  public void postInit(KeycloakSessionFactory factory) {}

  @Override
  public void close() {}
}
