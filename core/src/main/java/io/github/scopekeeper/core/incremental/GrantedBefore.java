package io.github.scopekeeper.core.incremental;

import io.github.scopekeeper.core.catalog.ScopeName;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** Merges a request with what the user granted the app before (incremental authorization). */
public final class GrantedBefore {

  /** It turns a login into a standing one: an app has to ask for that each time. */
  private static final ScopeName OFFLINE_ACCESS = ScopeName.of("offline_access");

  private GrantedBefore() {}

  /**
   * What the tokens get besides the request.
   *
   * @param requested what the request names
   * @param held what the user allows the app today
   * @param without what the user has refused, now or lately
   */
  public static Set<ScopeName> besides(
      Collection<ScopeName> requested, Collection<ScopeName> held, Collection<ScopeName> without) {
    Set<ScopeName> besides = new LinkedHashSet<>(held);
    besides.removeAll(requested);
    besides.removeAll(without);
    besides.remove(OFFLINE_ACCESS);
    return besides;
  }
}
