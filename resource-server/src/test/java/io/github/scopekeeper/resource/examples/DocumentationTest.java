package io.github.scopekeeper.resource.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the documentation shows is compiled. */
class DocumentationTest {

  private static final Pattern SNIPPET = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

  @Test
  void everySnippetIsPartOfAnExample() throws IOException {
    String examples = flat(example("ServletExample") + example("SpringExample"));
    String page = Files.readString(Path.of("../docs/resource-server.md"));
    List<String> snippets = SNIPPET.matcher(page).results().map(m -> m.group(1)).toList();
    assertThat(snippets).isNotEmpty();
    for (String snippet : snippets) {
      assertThat(examples).contains(flat(snippet));
    }
  }

  private static String example(String name) throws IOException {
    return Files.readString(
        Path.of("src/test/java/io/github/scopekeeper/resource/examples/" + name + ".java"));
  }

  /** Wherever the lines end. */
  private static String flat(String code) {
    return code.lines().map(String::strip).collect(Collectors.joining()).replace(" ", "");
  }
}
