package io.github.scopekeeper.keycloak.api;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.io.InputStream;
import org.keycloak.OAuthErrorException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.util.JsonSerialization;

/** The body of a request, looked at no further than it may be long. */
final class JsonBody {

  private static final ObjectReader READER =
      JsonSerialization.mapper
          .reader()
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  private JsonBody() {}

  /**
   * The body, which is a JSON object.
   *
   * @throws Problem with a sentence that says what is wrong with it
   */
  static JsonNode read(KeycloakSession session, InputStream body, int mostBytes) {
    String type =
        session.getContext().getRequestHeaders().getHeaderString(HttpHeaders.CONTENT_TYPE);
    if (type == null
        || !MediaType.APPLICATION_JSON.equalsIgnoreCase(type.split(";", 2)[0].strip())) {
      throw Problem.of(
          Status.UNSUPPORTED_MEDIA_TYPE,
          OAuthErrorException.INVALID_REQUEST,
          "Send the body as application/json");
    }
    JsonNode json = parse(body, mostBytes);
    if (!json.isObject()) {
      throw Problem.invalidRequest("The body must be a JSON object");
    }
    return json;
  }

  private static JsonNode parse(InputStream body, int mostBytes) {
    try {
      byte[] bytes = body.readNBytes(mostBytes + 1);
      if (bytes.length > mostBytes) {
        throw Problem.of(
            Status.REQUEST_ENTITY_TOO_LARGE,
            OAuthErrorException.INVALID_REQUEST,
            "The body must have at most %d bytes".formatted(mostBytes));
      }
      return READER.readTree(bytes);
    } catch (IOException e) {
      throw Problem.invalidRequest("The body is not readable JSON");
    }
  }
}
