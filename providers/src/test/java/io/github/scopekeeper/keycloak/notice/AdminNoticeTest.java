package io.github.scopekeeper.keycloak.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdminNoticeTest {
  private final Logger logger = Logger.getLogger(AdminNotice.class.getName());
  private final List<String> told = new ArrayList<>();
  private final Handler ear =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          told.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    logger.addHandler(ear);
    logger.setUseParentHandlers(false);
  }

  @AfterEach
  void leave() {
    logger.removeHandler(ear);
    logger.setUseParentHandlers(true);
  }

  @Test
  void theSameIsToldOnce() {
    AdminNotice.once("the same");
    AdminNotice.once("the same");

    assertThat(told).containsExactly("the same");
  }

  @Test
  void whatIsToldIsOneLineOfPlainText() {
    AdminNotice.once("scope a\u2028b\u2029c\r\nd\u202Ee\u0085f");

    assertThat(told).containsExactly("scope a b c d e f");
  }

  @Test
  void theSameMatterIsToldOnceADay() {
    AdminNotice.daily("matter", "three times");
    AdminNotice.daily("matter", "four times");

    assertThat(told).containsExactly("three times");
  }

  @Test
  void manyNoticesDoNotSilenceTheNextOne() {
    for (int i = 0; i < 2_000; i++) {
      AdminNotice.daily("noise " + i, "noise");
      AdminNotice.once("once: noise " + i);
    }
    told.clear();

    AdminNotice.daily("another matter", "news");
    AdminNotice.once("other news");

    assertThat(told).containsExactly("news", "other news");
  }

  @Test
  void noiseOfOneKindDoesNotForgetTheOther() {
    AdminNotice.once("to be mended");
    for (int i = 0; i < 2_000; i++) {
      AdminNotice.daily("more noise " + i, "noise");
    }
    told.clear();

    AdminNotice.once("to be mended");

    assertThat(told).isEmpty();
  }

  @Test
  void aLineStaysOneLine() {
    AdminNotice.once("one\nERROR two\r\u0085three");

    assertThat(told).singleElement().asString().doesNotContain("\n", "\r", "\u0085");
  }
}
