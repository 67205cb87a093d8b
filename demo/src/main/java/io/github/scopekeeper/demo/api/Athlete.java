package io.github.scopekeeper.demo.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the API keeps of one user. */
final class Athlete {

  private static final int MOST_OF_EACH = 50;

  private final List<String> workouts = new ArrayList<>();
  private final List<String> appointments = new ArrayList<>();
  private String paysBy = "card";

  synchronized List<String> workouts() {
    return List.copyOf(workouts);
  }

  synchronized List<String> appointments() {
    return List.copyOf(appointments);
  }

  synchronized void logWorkout(String name) {
    add(workouts, name);
  }

  synchronized void book(String appointment) {
    add(appointments, appointment);
  }

  synchronized int deleteWorkouts() {
    var count = workouts.size();
    workouts.clear();
    return count;
  }

  synchronized String payBy(String means) {
    paysBy = means;
    return paysBy;
  }

  /** How much there is of everything. */
  synchronized Map<String, Object> summary() {
    var summary = new LinkedHashMap<String, Object>();
    summary.put("workouts", workouts.size());
    summary.put("appointments", appointments.size());
    return summary;
  }

  private static void add(List<String> list, String entry) {
    if (list.size() == MOST_OF_EACH) {
      list.remove(0);
    }
    list.add(entry);
  }
}
