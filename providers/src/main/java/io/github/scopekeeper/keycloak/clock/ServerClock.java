package io.github.scopekeeper.keycloak.clock;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.keycloak.common.util.Time;

/** Keycloak's own time, which its tests can move. */
public final class ServerClock extends Clock {

  public static final Clock INSTANCE = new ServerClock();

  private ServerClock() {}

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(Time.currentTimeMillis());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
