package io.github.scopekeeper.demo.api;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Everybody's data, in memory. Who was not here for longest is forgotten first. */
final class Athletes {

  private static final int MOST = 1_000;

  private final Map<String, Athlete> bySubject =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Athlete> eldest) {
          return size() > MOST;
        }
      };

  synchronized Athlete of(String subject) {
    return bySubject.computeIfAbsent(subject, sub -> new Athlete());
  }

  synchronized Optional<Athlete> remove(String subject) {
    return Optional.ofNullable(bySubject.remove(subject));
  }
}
