package io.github.scopekeeper.resource.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scopekeeper.core.catalog.RiskLevel;
import io.github.scopekeeper.core.catalog.ScopeDefinition;
import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.resource.support.Catalogs;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogDocumentTest {

  private final CatalogDocument documents = new CatalogDocument(Duration.ofSeconds(300));

  @TempDir Path folder;

  @Test
  void theRealmsDocumentIsRead() {
    ApiCatalog catalog = documents.parse(Catalogs.FITNESS);
    assertThat(catalog.size()).isEqualTo(7);
    ScopeDefinition delete = catalog.get(ScopeName.of("account:delete")).orElseThrow();
    assertThat(delete.risk()).isEqualTo(RiskLevel.HIGH);
    assertThat(delete.privileged()).isTrue();
    assertThat(delete.maxAuthenticationAge()).contains(Duration.ofSeconds(300));
    assertThat(catalog.isOwn(ScopeName.of("appointments:read"))).isTrue();
  }

  @Test
  void whatIsNotSaidHasADefaultAndMoreMayBeSaid() {
    ApiCatalog catalog =
        documents.parse(
            "{\"scopes\":[{\"name\":\"a\",\"label\":null,\"risk\":null,\"privileged\":null,"
                + "\"implied\":null,\"news\":[1,{}]}],\"version\":2}");
    ScopeDefinition entry = catalog.get(ScopeName.of("a")).orElseThrow();
    assertThat(entry.risk()).isEqualTo(RiskLevel.LOW);
    assertThat(entry.privileged()).isFalse();
    assertThat(documents.parse("{\"scopes\":[]}").size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "5",
        "[]",
        "{",
        "{}",
        "<html>",
        "{\"scopes\":null}",
        "{\"scopes\":{}}",
        "{\"scopes\":\"a\"}",
        "{\"scopes\":[null]}",
        "{\"scopes\":[5]}",
        "{\"scopes\":[\"a\"]}",
        "{\"scopes\":[[]]}",
        "{\"scopes\":[{}]}",
        "{\"scopes\":[{\"name\":\"a\"},{}]}"
      })
  void whatIsNoCatalogIsNotTakenForOne(String json) {
    refuses(json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'name':'b'",
        "'name':5",
        "'name':null",
        "'name':['b']",
        "'name':''",
        "'name':'b c'",
        "'label':5",
        "'description':[]",
        "'category':{}",
        "'resource':true",
        "'action':'fly'",
        "'action':5",
        "'ownership':'mine'",
        "'ownership':[]",
        "'risk':'extreme'",
        "'risk':5",
        "'risk':''",
        "'privileged':'true'",
        "'privileged':1",
        "'privileged':[]",
        "'requires_reauthentication':'true'",
        "'requires_reauthentication':1",
        "'max_authentication_age':'300'",
        "'max_authentication_age':0",
        "'max_authentication_age':-1",
        "'max_authentication_age':0.5",
        "'max_authentication_age':1e30",
        "'max_authentication_age':9223372036854775807",
        "'max_authentication_age':[]",
        "'implied':'a'",
        "'implied':5",
        "'implied':{}",
        "'implied':[5]",
        "'implied':[null]",
        "'implied':['a b']",
        "'implied':['']",
        "'implied':[['c']]",
        "'implied':['b']",
        "'aliases':'a'",
        "'aliases':[5]",
        "'aliases':[null]",
        "'aliases':['a b']",
        "'aliases':['openid']",
        "'aliases':['b']"
      })
  void oneMemberThatIsNotUnderstoodRefusesTheWhole(String member) {
    String entry = member.startsWith("'name'") ? "" : "'name':'b',";
    String document = "{'scopes':[{'name':'a'},{%s%s}]}".formatted(entry, member);
    if (member.equals("'name':'b'")) {
      assertThat(documents.parse(document.replace('\'', '"')).size()).isEqualTo(2);
    } else {
      refuses(document.replace('\'', '"'));
    }
  }

  @Test
  void aScopeIsDefinedOnce() {
    refuses("{\"scopes\":[{\"name\":\"a\"},{\"name\":\"a\"}]}");
  }

  @Test
  void aDocumentHasAnEnd() {
    refuses("{\"scopes\":[" + "{\"name\":\"a\"},".repeat(20_001) + "]}");
    refuses("[".repeat(100_000));
    refuses("{\"scopes\":[" + "[".repeat(100_000));
    refuses("{\"scopes\":[]}" + " ".repeat(CatalogDocument.LONGEST));
    String many = ",\"b\"".repeat(200_000);
    refuses("{\"scopes\":[{\"name\":\"a\",\"implied\":[\"b\"%s]}]}".formatted(many));
  }

  private void refuses(String json) {
    assertThatThrownBy(() -> documents.parse(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("(?s).{10,}");
  }

  @Test
  void anotherRealmsCatalogIsRefused() {
    String json = "{\"issuer\":\"https://id.example.com/realms/other\",\"scopes\":[]}";
    assertThat(documents.parse(json).size()).isZero();
    assertThat(documents.ofRealm("http://internal:8080/realms/other").parse(json).size()).isZero();
    assertThatThrownBy(() -> documents.ofRealm("https://id.example.com/realms/fitness").parse(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("another realm");
  }

  @Test
  void aFileIsReadToo() throws IOException {
    Path file = Files.writeString(folder.resolve("catalog.json"), Catalogs.FITNESS);
    assertThat(documents.read(file).size()).isEqualTo(7);
    assertThatThrownBy(() -> documents.read(folder.resolve("none")))
        .isInstanceOf(IOException.class);
    try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength(CatalogDocument.LONGEST + 1L);
    }
    assertThatThrownBy(() -> documents.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void hundredsOfScopesInALineAreRead() {
    StringBuilder json = new StringBuilder("{\"scopes\":[{\"name\":\"s0\"}");
    for (int i = 1; i < 400; i++) {
      json.append(",{\"name\":\"s%d\",\"implied\":[\"s%d\"]}".formatted(i, i - 1));
    }
    ApiCatalog catalog = documents.parse(json + "]}");
    assertThat(catalog.reading(true).scopes(Set.of(ScopeName.of("s399")))).hasSize(400);
  }
}
