package io.github.scopekeeper.resource.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

  private static final TrustedProxies PROXIES =
      TrustedProxies.of(List.of("10.0.0.0/8", "192.0.2.7", "fd00::/8"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // nobody else's word counts
        "203.0.113.9 | 198.51.100.1 | 203.0.113.9",
        "11.0.0.1    | 198.51.100.1 | 11.0.0.1",
        "192.0.2.8   | 198.51.100.1 | 192.0.2.8",
        // the rightmost that is no proxy
        "10.1.2.3    | 198.51.100.1 | 198.51.100.1",
        "10.1.2.3    | 6.6.6.6, 198.51.100.1 | 198.51.100.1",
        "10.1.2.3    | 6.6.6.6, 198.51.100.1, 10.9.9.9,192.0.2.7 | 198.51.100.1",
        "10.1.2.3    | 10.4.4.4, 10.9.9.9 | 10.4.4.4",
        "fd00::1     | 2001:db8::5 | 2001:db8:0:0:0:0:0:5",
        "fd00::1%eth0| [2001:db8::5]:4711 | 2001:db8:0:0:0:0:0:5",
        "10.1.2.3    | 198.51.100.1:4711 | 198.51.100.1",
        "::ffff:10.1.2.3 | ::ffff:198.51.100.1 | 198.51.100.1",
        // what is no address ends the search: what is left of it is anybody's word
        "10.1.2.3    | 6.6.6.6, unknown | 10.1.2.3",
        "10.1.2.3    | 6.6.6.6, example.com, 10.9.9.9 | 10.9.9.9",
        "10.1.2.3    | 6.6.6.6, | 10.1.2.3",
        "10.1.2.3    | 010.0.0.1 | 10.1.2.3",
        "10.1.2.3    | 1.2.3 | 10.1.2.3",
        "10.1.2.3    | 1.2.3.256 | 10.1.2.3",
        "10.1.2.3    | dead.beef | 10.1.2.3",
        "10.1.2.3    | :::::: | 10.1.2.3",
        "10.1.2.3    | <script> | 10.1.2.3",
        "@           | 198.51.100.1 | @"
      })
  void theRightmostThatIsNoProxyIsTheCaller(String peer, String header, String client) {
    assertThat(PROXIES.client(peer.strip(), List.of(header))).isEqualTo(client);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "for=198.51.100.1 | 198.51.100.1",
        "For=\"[2001:db8::5]:4711\";proto=https | 2001:db8:0:0:0:0:0:5",
        "for=6.6.6.6, proto=https;by=10.0.0.1;for=198.51.100.1, for=10.9.9.9 | 198.51.100.1",
        "for=6.6.6.6, for=_hidden | 10.1.2.3",
        "for=6.6.6.6, by=10.0.0.1 | 10.1.2.3",
        "for=\"x, for=198.51.100.1 | 198.51.100.1",
        "for=198.51.100.1;host=\"x, for=6.6.6.6;y=\" | 10.1.2.3",
        "for=198.51.100.1;host=\"x, for=6.6.6.6;y=\\\"\" | 10.1.2.3",
        "by=10.0.0.1;host=\"x;for=6.6.6.6;y\";for=198.51.100.1 | 198.51.100.1",
        "host=\";for=6.6.6.6;\" | 10.1.2.3",
        ";for = 198.51.100.1; | 198.51.100.1",
        "notfor=6.6.6.6 | 10.1.2.3"
      })
  void theStandardHeaderIsReadInTheSameWay(String header, String client) {
    assertThat(PROXIES.addingForwarded().client("10.1.2.3", List.of(header))).isEqualTo(client);
  }

  @Test
  void severalHeadersAreOne() {
    assertThat(PROXIES.client("10.1.2.3", List.of("6.6.6.6", "198.51.100.1", "10.9.9.9")))
        .isEqualTo("198.51.100.1");
    assertThat(PROXIES.client("10.1.2.3", List.of())).isEqualTo("10.1.2.3");
    assertThat(PROXIES.client(null, List.of("6.6.6.6"))).isNull();
  }

  @Test
  void aLongHeaderIsReadFromItsEnd() {
    List<String> many = Collections.nCopies(100_000, "6.6.6.6");
    String header = String.join(",", many) + ", 198.51.100.1";
    assertThat(PROXIES.client("10.1.2.3", List.of(header))).isEqualTo("198.51.100.1");
  }

  @Test
  void withoutProxiesThePeerIsTheCaller() {
    assertThat(TrustedProxies.none().client("10.1.2.3", List.of("6.6.6.6"))).isEqualTo("10.1.2.3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "example.com", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "::/129"})
  void whatIsNoNetworkIsNamed(String text) {
    assertThatThrownBy(() -> TrustedProxies.of(List.of(text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not " + text);
  }
}
