package io.github.scopekeeper.demo.api;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.github.scopekeeper.resource.servlet.ScopeFilter;
import io.github.scopekeeper.resource.token.AccessToken;
import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the API does at which address. Who may is none of its business: {@link Rules} knows. */
final class ApiRoutes {

  private static final Logger LOG = LoggerFactory.getLogger(ApiRoutes.class);
  private static final int LONGEST_BODY = 10_000;
  private static final int LONGEST_TEXT = 100;

  private final Athletes athletes = new Athletes();

  void register(RoutesConfig routes) {
    routes.get(
        "/health",
        context -> context.contentType("application/json").result("{\"status\":\"UP\"}"));
    routes.get("/api/public/templates", ApiRoutes::templates);
    routes.get("/api/profile", this::profile);
    routes.get("/api/workouts", this::workouts);
    routes.post("/api/workouts", this::logWorkout);
    routes.delete("/api/workouts", this::deleteWorkouts);
    routes.get("/api/appointments", this::appointments);
    routes.post("/api/appointments", this::book);
    routes.post("/api/week", this::planWeek);
    routes.put("/api/billing", this::changeBilling);
    routes.delete("/api/account", this::deleteAccount);
    routes.exception(HttpResponseException.class, ApiRoutes::refused);
    routes.exception(Exception.class, ApiRoutes::failed);
  }

  private static void templates(Context context) {
    answer(
        context,
        HttpStatus.OK,
        Map.of("templates", List.of("5 km run", "Intervals", "Long slow distance")));
  }

  private void profile(Context context) {
    var token = token(context);
    var profile = new LinkedHashMap<String, Object>();
    profile.put("sub", subject(context));
    if (token.claims().get("name") instanceof String name) {
      profile.put("name", name);
    }
    answer(context, HttpStatus.OK, profile);
  }

  private void workouts(Context context) {
    answer(context, HttpStatus.OK, Map.of("workouts", athlete(context).workouts()));
  }

  private void logWorkout(Context context) {
    var athlete = athlete(context);
    athlete.logWorkout(text(context, "name", "5 km run"));
    answer(context, HttpStatus.CREATED, Map.of("workouts", athlete.workouts()));
  }

  private void deleteWorkouts(Context context) {
    answer(context, HttpStatus.OK, Map.of("deleted", athlete(context).deleteWorkouts()));
  }

  /** With {@code ?user=}: of somebody else, for those who may see everybody's. */
  private void appointments(Context context) throws IOException {
    var asked = context.queryParam("user");
    var owner = asked == null ? subject(context) : asked;
    var refusal = ScopeFilter.access(context.req()).orElseThrow().notReached(owner);
    if (refusal.isPresent()) {
      ScopeFilter.refuse(context.req(), context.res(), refusal.get());
    } else {
      answer(context, HttpStatus.OK, Map.of("appointments", athletes.of(owner).appointments()));
    }
  }

  private void book(Context context) {
    var athlete = athlete(context);
    athlete.book(text(context, "name", "Check-up on Monday"));
    answer(context, HttpStatus.CREATED, Map.of("appointments", athlete.appointments()));
  }

  private void planWeek(Context context) {
    var athlete = athlete(context);
    athlete.logWorkout("Intervals");
    athlete.book("Intervals on Wednesday");
    answer(
        context,
        HttpStatus.CREATED,
        Map.of("workouts", athlete.workouts(), "appointments", athlete.appointments()));
  }

  private void changeBilling(Context context) {
    var means = text(context, "pays_by", "invoice");
    answer(context, HttpStatus.OK, Map.of("pays_by", athlete(context).payBy(means)));
  }

  private void deleteAccount(Context context) {
    ScopeFilter.resourceId(context.req(), subject(context));
    var deleted = athletes.remove(subject(context)).map(Athlete::summary).orElse(Map.of());
    var body = new LinkedHashMap<String, Object>();
    body.put("deleted", deleted);
    body.put("message", "Your data in this demo is gone. Your account in Keycloak stays.");
    answer(context, HttpStatus.OK, body);
  }

  private Athlete athlete(Context context) {
    return athletes.of(subject(context));
  }

  private static AccessToken token(Context context) {
    return ScopeFilter.token(context.req()).orElseThrow();
  }

  private static String subject(Context context) {
    return token(context)
        .subject()
        .orElseThrow(() -> new BadRequestResponse("The access token names nobody."));
  }

  /** A text of the body, which may be missing. */
  private static String text(Context context, String key, String otherwise) {
    if (context.body().isBlank()) {
      return otherwise;
    }
    try {
      var text =
          JSONObjectUtils.getString(JSONObjectUtils.parse(context.body(), LONGEST_BODY), key);
      if (text == null || text.isBlank()) {
        return otherwise;
      }
      return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    } catch (ParseException e) {
      throw new BadRequestResponse("The body is no JSON object with a text \"" + key + "\".");
    }
  }

  private static void refused(HttpResponseException e, Context context) {
    error(context, HttpStatus.forStatus(e.getStatus()), "invalid_request", e.getMessage());
  }

  private static void failed(Exception e, Context context) {
    LOG.error("{} {} failed", context.method(), context.path(), e);
    error(context, HttpStatus.INTERNAL_SERVER_ERROR, "server_error", "The API's log says what.");
  }

  private static void error(Context context, HttpStatus status, String error, String words) {
    answer(context, status, Map.of("error", error, "error_description", words));
  }

  private static void answer(Context context, HttpStatus status, Map<String, Object> body) {
    context
        .status(status)
        .contentType("application/json")
        .header("Cache-Control", "no-store")
        .result(JSONObjectUtils.toJSONString(body));
  }
}
