package io.github.scopekeeper.demo;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the app can do, the scopes that each needs, and why, in the app's own words. Signing in is
 * the only one that is requested without asking first.
 */
public enum Feature {
  SIGN_IN(
      "sign-in",
      "Sign in",
      "read your profile",
      "Profile",
      "The app greets you by name.",
      "profile:read"),
  LOG_WORKOUT(
      "log-workout",
      "Log a workout",
      "log workouts",
      "Workout log",
      "Your runs are kept, so that you can see how your training goes.",
      "workouts:write"),
  PLAN_WEEK(
      "plan-week",
      "Plan your week",
      "plan your week",
      "Week planner",
      "Your workouts are put where your calendar is free.",
      "workouts:write",
      "appointments:manage"),
  DELETE_WORKOUTS(
      "delete-workouts",
      "Delete workouts",
      "delete workouts",
      "Spring cleaning",
      "All workouts that you logged are removed for good.",
      "workouts:delete"),
  MANAGE_BILLING(
      "manage-billing",
      "Manage billing",
      "manage your billing",
      "Billing",
      "You can change how you pay without leaving the app.",
      "billing:manage");

  private final String id;
  private final String title;
  private final String inWords;
  private final String noun;
  private final String reason;
  private final Set<String> scopes;

  Feature(String id, String title, String inWords, String noun, String reason, String... scopes) {
    this.id = id;
    this.title = title;
    this.inWords = inWords;
    this.noun = noun;
    this.reason = reason;
    this.scopes = new LinkedHashSet<>(List.of(scopes));
  }

  public static Optional<Feature> byId(String id) {
    return Arrays.stream(values()).filter(feature -> feature.id.equals(id)).findFirst();
  }

  public static Set<String> allScopes() {
    return Arrays.stream(values())
        .flatMap(feature -> feature.scopes.stream())
        .collect(Collectors.toSet());
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

  /** What the user is told that the permission is for. */
  public String noun() {
    return noun;
  }

  public String reason() {
    return reason;
  }

  public Set<String> scopes() {
    return new LinkedHashSet<>(scopes);
  }
}
