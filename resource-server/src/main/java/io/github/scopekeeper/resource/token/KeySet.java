package io.github.scopekeeper.resource.token;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.github.scopekeeper.core.words.PlainText;
import java.io.IOException;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A realm's key set (RFC 7517, section 5): the keys in it that we use. One that is broken, or that
 * costs too much, does not take the others along.
 */
final class KeySet {

  private static final Logger LOG = LoggerFactory.getLogger(KeySet.class);
  private static final String NONE = "The answer of the realm is no key set";

  private KeySet() {}

  /**
   * @throws IOException where it is none, or none of its keys can be used
   */
  static JWKSet parse(String json) throws IOException {
    List<JWK> keys = new ArrayList<>();
    List<Object> members = members(json);
    for (Object member : members) {
      key(member).ifPresent(keys::add);
    }
    if (keys.isEmpty() && !members.isEmpty()) {
      throw new IOException("No key of the realm can be used: " + KeyBounds.TEXT);
    }
    return new JWKSet(keys);
  }

  private static Optional<JWK> key(Object member) {
    String id = "-";
    try {
      Map<String, Object> object = JSONObjectUtils.getJSONObject(Map.of("key", member), "key");
      id = String.valueOf(object.get("kid"));
      JWK key = JWK.parse(object).toPublicJWK();
      if (key == null || !(key instanceof RSAKey || key instanceof ECKey)) {
        return Optional.empty();
      }
      if (KeyBounds.allow(key)) {
        return Optional.of(key);
      }
    } catch (ParseException | RuntimeException e) {
      // told below
    }
    LOG.warn(
        "The realm's key {} is not used, and tokens that it signed are refused: {}",
        PlainText.of(id),
        KeyBounds.TEXT);
    return Optional.empty();
  }

  private static List<Object> members(String json) throws IOException {
    try {
      List<Object> members = JSONObjectUtils.getJSONArray(JSONObjectUtils.parse(json), "keys");
      if (members != null) {
        return members;
      }
    } catch (ParseException | RuntimeException e) {
      throw new IOException(NONE, e);
    }
    throw new IOException(NONE);
  }
}
