package io.github.scopekeeper.demo;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * What the app can do, and the scopes that each needs. Every use is an authorization request of its
 * own.
 */
public enum Feature {
  SIGN_IN("sign-in", "Sign in", "read your profile", "profile:read"),
  LOG_WORKOUT("log-workout", "Log a workout", "log workouts", "workouts:write"),
  DELETE_WORKOUTS("delete-workouts", "Delete workouts", "delete workouts", "workouts:delete"),
  MANAGE_BILLING("manage-billing", "Manage billing", "manage your billing", "billing:manage");

  private final String id;
  private final String title;
  private final String inWords;
  private final Set<String> scopes;

  Feature(String id, String title, String inWords, String... scopes) {
    this.id = id;
    this.title = title;
    this.inWords = inWords;
    this.scopes = Set.of(scopes);
  }

  public static Optional<Feature> byId(String id) {
    return Arrays.stream(values()).filter(feature -> feature.id.equals(id)).findFirst();
  }

  public String id() {
    return id;
  }

  public String title() {
    return title;
  }

  /** Goes on after "the app may". */
  public String inWords() {
    return inWords;
  }

  public Set<String> scopes() {
    return scopes;
  }
}
