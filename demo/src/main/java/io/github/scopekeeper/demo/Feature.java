package io.github.scopekeeper.demo;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the app can do, the request to the API behind it, and why, in the app's own words. The
 * scopes are what the app expects the API to want; the API has the last word. Signing in is the
 * only one that is requested without being challenged first.
 */
public enum Feature {
  SIGN_IN(
      "sign-in",
      "GET /api/profile",
      "Sign in",
      "read your profile",
      "Profile",
      "The app greets you by name.",
      "profile:read"),
  LOG_WORKOUT(
      "log-workout",
      "POST /api/workouts",
      "Log a workout",
      "log workouts",
      "Workout log",
      "Your runs are kept, so that you can see how your training goes.",
      "workouts:write"),
  SEE_APPOINTMENTS(
      "see-appointments",
      "GET /api/appointments",
      "See appointments",
      "see your appointments",
      "Calendar",
      "Your appointments are shown beside your training.",
      "appointments:read"),
  PLAN_WEEK(
      "plan-week",
      "POST /api/week",
      "Plan your week",
      "plan your week",
      "Week planner",
      "Your workouts are put where your calendar is free.",
      "workouts:write",
      "appointments:manage"),
  DELETE_WORKOUTS(
      "delete-workouts",
      "DELETE /api/workouts",
      "Delete workouts",
      "delete workouts",
      "Spring cleaning",
      "All workouts that you logged are removed for good.",
      "workouts:delete"),
  MANAGE_BILLING(
      "manage-billing",
      "PUT /api/billing",
      "Manage billing",
      "manage your billing",
      "Billing",
      "You can change how you pay without leaving the app.",
      "billing:manage"),
  DELETE_ACCOUNT(
      "delete-account",
      "DELETE /api/account",
      "Delete account data",
      "delete your account data",
      "Account deletion",
      "Everything that is kept about you is removed for good.",
      "account:delete");

  private final String id;
  private final String request;
  private final String title;
  private final String inWords;
  private final String noun;
  private final String reason;
  private final Set<String> scopes;

  Feature(
      String id,
      String request,
      String title,
      String inWords,
      String noun,
      String reason,
      String... scopes) {
    this.id = id;
    this.request = request;
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

  /** Method and path at the API. */
  public String request() {
    return request;
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
