package io.github.scopekeeper.resource;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final String ROOT = "io.github.scopekeeper.resource";

  private static final JavaClasses LIBRARY =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void packagesDoNotGoInCircles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(LIBRARY);
  }

  @Test
  void onlyBindingsKnowServlets() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".servlet..", ROOT + ".spring..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta.servlet..", ROOT + ".servlet..")
        .check(LIBRARY);
  }

  @Test
  void onlyOneBindingKnowsSpring() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".spring..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.springframework..", "org.aopalliance..", ROOT + ".spring..")
        .check(LIBRARY);
  }

  @Test
  void whatDecidesKnowsNoAnnotationsAndNoAudit() {
    noClasses()
        .that()
        .resideInAnyPackage(
            ROOT, ROOT + ".token..", ROOT + ".rule..", ROOT + ".answer..", ROOT + ".catalog..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + ".annotation..", ROOT + ".audit..")
        .check(LIBRARY);
  }
}
