package io.github.scopekeeper.resource.token;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import java.math.BigInteger;
import java.util.Set;

/**
 * Which public keys a signature is verified with: those that are neither too weak nor made to cost
 * too much.
 */
final class KeyBounds {

  static final String TEXT =
      "RSA keys have a modulus of 2048 to 4096 bits and an odd exponent from 3 to 65537, EC keys"
          + " are on P-256, P-384 or P-521.";

  private static final int LEAST_MODULUS = 2048;
  private static final int MOST_MODULUS = 4096;
  private static final BigInteger LEAST_EXPONENT = BigInteger.valueOf(3);
  private static final BigInteger MOST_EXPONENT = BigInteger.valueOf(65_537);
  private static final Set<Curve> CURVES = Set.of(Curve.P_256, Curve.P_384, Curve.P_521);

  private KeyBounds() {}

  static boolean allow(JWK key) {
    if (key instanceof RSAKey rsa) {
      int bits = rsa.getModulus().decodeToBigInteger().bitLength();
      BigInteger exponent = rsa.getPublicExponent().decodeToBigInteger();
      return bits >= LEAST_MODULUS
          && bits <= MOST_MODULUS
          && exponent.testBit(0)
          && exponent.compareTo(LEAST_EXPONENT) >= 0
          && exponent.compareTo(MOST_EXPONENT) <= 0;
    }
    return key instanceof ECKey ec && CURVES.contains(ec.getCurve());
  }
}
