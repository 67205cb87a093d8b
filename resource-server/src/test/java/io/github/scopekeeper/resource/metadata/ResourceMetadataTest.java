package io.github.scopekeeper.resource.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.URI;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9728. */
class ResourceMetadataTest {

  @ParameterizedTest
  @CsvSource({
    "https://api.example.com,https://api.example.com/.well-known/oauth-protected-resource",
    "https://api.example.com/,https://api.example.com/.well-known/oauth-protected-resource",
    "https://api.example.com/v1,https://api.example.com/.well-known/oauth-protected-resource/v1",
    "https://api.example.com/v1/,https://api.example.com/.well-known/oauth-protected-resource/v1/",
    "https://a.example:8443/x/y,https://a.example:8443/.well-known/oauth-protected-resource/x/y",
    "https://a.example/a%20b,https://a.example/.well-known/oauth-protected-resource/a%20b",
    "http://[::1]:8082/api,http://[::1]:8082/.well-known/oauth-protected-resource/api"
  })
  void theWellKnownPartStandsBeforeTheResourcesPath(URI resource, URI location) {
    assertThat(ResourceMetadata.location(resource)).isEqualTo(location);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://api.example.com",
        "api.example.com",
        "/v1",
        "https:v1",
        "urn:x",
        "https:///v1",
        "https://api.example.com?x",
        "https://api.example.com/#",
        "https://me@api.example.com"
      })
  void aResourceIsAWebAddressWithoutQueryAndFragment(URI resource) {
    assertThatThrownBy(
            () ->
                new ResourceMetadata(
                    resource, "issuer", List.of(), Optional.empty(), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(resource.toString());
    assertThatThrownBy(() -> ResourceMetadata.origin(resource))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theDocumentSaysWhereTokensComeFrom() throws ParseException {
    Map<String, Object> document =
        JSONObjectUtils.parse(
            new ResourceMetadata(
                    URI.create("https://api.example.com/v1"),
                    "https://id.example.com/realms/fitness",
                    List.of("profile:read"),
                    Optional.of("Fit \"&\" <free>"),
                    Optional.of(URI.create("https://docs.example.com/?a=b&c")))
                .toJson());
    assertThat(document)
        .containsEntry("resource", "https://api.example.com/v1")
        .containsEntry("authorization_servers", List.of("https://id.example.com/realms/fitness"))
        .containsEntry("scopes_supported", List.of("profile:read"))
        .containsEntry("bearer_methods_supported", List.of("header"))
        .containsEntry("resource_name", "Fit \"&\" <free>")
        .containsEntry("resource_documentation", "https://docs.example.com/?a=b&c");
  }

  @Test
  void whatIsNotSaidIsNotThere() throws ParseException {
    Map<String, Object> document =
        JSONObjectUtils.parse(
            new ResourceMetadata(
                    URI.create("https://api.example.com"),
                    "https://id.example.com/realms/fitness",
                    List.of(),
                    Optional.empty(),
                    Optional.empty())
                .toJson());
    assertThat(document).doesNotContainKeys("resource_name", "resource_documentation");
  }
}
