package io.github.scopekeeper.keycloak.api;

import org.keycloak.models.ClientModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.representations.AccessToken;

/**
 * Which app asks, and about whom.
 *
 * @param client the app that the token was issued to
 * @param session where the user signed in
 */
record Caller(ClientModel client, UserModel user, UserSessionModel session, AccessToken token) {}
