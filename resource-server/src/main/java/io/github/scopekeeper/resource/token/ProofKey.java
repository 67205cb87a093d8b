package io.github.scopekeeper.resource.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The key that a DPoP proof brings along (RFC 9449, section 4.2). Who sends it chooses what its
 * signature costs us, so it is compared with the token's before anything is computed with it.
 */
final class ProofKey {

  private static final int LONGEST_HEADER = 8 * 1024;

  /** What a thumbprint is made of (RFC 7638, section 3.2). */
  private static final List<String> MEMBERS = List.of("kty", "crv", "x", "y", "e", "n");

  private ProofKey() {}

  /** Whether it is the key with this thumbprint, and one that costs no more than others. */
  static boolean matches(String proof, String thumbprint) throws ParseException, JOSEException {
    String header = new Base64URL(proof.substring(0, proof.indexOf('.'))).decodeToString();
    Map<String, Object> jwk =
        JSONObjectUtils.getJSONObject(JSONObjectUtils.parse(header, LONGEST_HEADER), "jwk");
    if (jwk == null) {
      return false;
    }
    // Nothing else of it is read here: certificates in it would be parsed.
    Map<String, Object> members = new LinkedHashMap<>();
    MEMBERS.forEach(name -> members.computeIfAbsent(name, jwk::get));
    JWK key = JWK.parse(members);
    return KeyBounds.allow(key) && thumbprint.equals(key.computeThumbprint().toString());
  }
}
