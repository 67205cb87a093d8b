package io.github.scopekeeper.resource.metadata;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.github.scopekeeper.core.catalog.ScopeName;
import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The document that tells apps where this API gets its tokens from (RFC 9728).
 *
 * @param resource the API's identifier: an absolute URL without query and fragment, to which apps
 *     compare exactly
 * @param authorizationServer the realm's issuer
 * @param scopes what apps may ask for before they are challenged; should be few
 * @param name what to call the API; empty for nothing
 * @param documentation where developers read about it; empty for nowhere
 */
public record ResourceMetadata(
    URI resource,
    String authorizationServer,
    List<String> scopes,
    Optional<String> name,
    Optional<URI> documentation) {

  private static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";

  public ResourceMetadata {
    check(resource);
    scopes = List.copyOf(scopes);
  }

  private static void check(URI resource) {
    boolean web = "https".equals(resource.getScheme()) || "http".equals(resource.getScheme());
    if (!web
        || resource.getRawAuthority() == null
        || resource.getRawQuery() != null
        || resource.getRawFragment() != null
        || resource.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "The resource must be a URL like https://api.example.com/v1, without query and"
              + " fragment, not %s.".formatted(resource));
    }
  }

  /** Scheme and authority of a resource. */
  public static URI origin(URI resource) {
    check(resource);
    return URI.create(resource.getScheme() + "://" + resource.getRawAuthority());
  }

  /**
   * The path under which the document is served (RFC 9728, section 3.1): the well-known part before
   * the resource's own path.
   */
  public static String path(URI resource) {
    String own = resource.getRawPath();
    return WELL_KNOWN + (own == null || own.equals("/") ? "" : own);
  }

  /** The full address of the document. */
  public static URI location(URI resource) {
    return URI.create(origin(resource) + path(resource));
  }

  /** The same document with these scopes. */
  public ResourceMetadata withScopes(Collection<ScopeName> names) {
    return new ResourceMetadata(
        resource,
        authorizationServer,
        names.stream().map(ScopeName::value).toList(),
        name,
        documentation);
  }

  /** The document (RFC 9728, section 2). */
  public String toJson() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("resource", resource.toString());
    document.put("authorization_servers", List.of(authorizationServer));
    document.put("scopes_supported", scopes);
    document.put("bearer_methods_supported", List.of("header"));
    name.ifPresent(text -> document.put("resource_name", text));
    documentation.ifPresent(url -> document.put("resource_documentation", url.toString()));
    return JSONObjectUtils.toJSONString(document);
  }
}
