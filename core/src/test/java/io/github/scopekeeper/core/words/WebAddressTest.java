package io.github.scopekeeper.core.words;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class WebAddressTest {

  @Example
  void isOfTheWeb() {
    assertThat(WebAddress.of("https://example.com/a?b=c#d"))
        .contains("https://example.com/a?b=c#d");
    assertThat(WebAddress.of("http://127.0.0.1:8080")).contains("http://127.0.0.1:8080");
    assertThat(WebAddress.of("javascript:alert(1)")).isEmpty();
    assertThat(WebAddress.of("data:text/html,x")).isEmpty();
    assertThat(WebAddress.of("//example.com")).isEmpty();
    assertThat(WebAddress.of("")).isEmpty();
    assertThat(WebAddress.of(null)).isEmpty();
  }

  @Example
  void tellsWhatItIsMadeOf() {
    assertThat(WebAddress.of("https://example.com/\u202Egpj.exe"))
        .contains("https://example.com/%E2%80%AEgpj.exe");
    assertThat(WebAddress.of("https://example.com/z\u00FC"))
        .contains("https://example.com/z%C3%BC");
  }

  @Property
  void isAsciiWhateverComes(@ForAll String path) {
    assertThat(WebAddress.of("https://example.com/" + path).orElse("")).matches("[\\x21-\\x7E]*");
  }
}
