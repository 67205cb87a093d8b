package io.github.scopekeeper.resource.catalog;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.resource.http.RealmDocument;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The catalog of the realm, looked at again from time to time, in the background. Whatever goes
 * wrong then, the last one stays in use.
 */
public final class RealmCatalog implements CatalogSource {

  private static final Logger LOG = LoggerFactory.getLogger(RealmCatalog.class);
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final RealmDocument<CatalogRequest.Answer> document;

  /**
   * @param maxAge how long a catalog is used before the realm is asked whether it has changed
   */
  public RealmCatalog(CatalogRequest request, Duration maxAge) {
    this(request, maxAge, RETRY);
  }

  RealmCatalog(CatalogRequest request, Duration maxAge, Duration retry) {
    this.document =
        new RealmDocument<>(
            "The scope catalog",
            known -> fetch(request, known),
            new RealmDocument.Settings(maxAge, retry, request.timeout()));
  }

  @Override
  public ApiCatalog current() throws CatalogUnavailableException {
    try {
      return document.current().catalog();
    } catch (IOException e) {
      throw new CatalogUnavailableException(e.getMessage(), e);
    }
  }

  private static CatalogRequest.Answer fetch(CatalogRequest request, CatalogRequest.Answer known)
      throws IOException {
    CatalogRequest.Answer answer = request.send(known);
    if (known != null) {
      tellWhatIsLost(known.catalog().guarded(), answer.catalog().guarded());
    }
    return answer;
  }

  /** An entry that was hidden, or broken by mistake, should not go unnoticed. */
  private static void tellWhatIsLost(Set<ScopeName> before, Set<ScopeName> now) {
    Set<ScopeName> lost = new TreeSet<>(before);
    lost.removeAll(now);
    if (!lost.isEmpty()) {
      LOG.warn(
          "By the realm's catalog these scopes need no fresh login and are not audited any more: {}",
          lost);
    }
  }
}
