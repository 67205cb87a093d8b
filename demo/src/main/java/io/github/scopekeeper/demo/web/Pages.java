package io.github.scopekeeper.demo.web;

import freemarker.core.HTMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Renders the templates. FreeMarker escapes every value for HTML. */
final class Pages {

  private final Configuration templates = new Configuration(Configuration.VERSION_2_3_34);

  Pages() {
    templates.setClassLoaderForTemplateLoading(Pages.class.getClassLoader(), "demo/pages");
    templates.setDefaultEncoding(StandardCharsets.UTF_8.name());
    templates.setOutputFormat(HTMLOutputFormat.INSTANCE);
    templates.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    templates.setLogTemplateExceptions(false);
  }

  String home(HomePage page) {
    return render("home.ftlh", Map.of("page", page));
  }

  String ask(AskPage page) {
    return render("ask.ftlh", Map.of("page", page));
  }

  String problem(String title, String text) {
    return render("problem.ftlh", Map.of("title", title, "text", text));
  }

  private String render(String template, Map<String, Object> model) {
    var out = new StringWriter();
    try {
      templates.getTemplate(template).process(model, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (TemplateException e) {
      throw new IllegalStateException(e);
    }
    return out.toString();
  }
}
