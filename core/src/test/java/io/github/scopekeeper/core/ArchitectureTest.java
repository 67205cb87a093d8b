package io.github.scopekeeper.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private final JavaClasses core =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.github.scopekeeper.core");

  @Test
  void capabilitiesDoNotGoInCircles() {
    slices().matching("io.github.scopekeeper.core.(*)..").should().beFreeOfCycles().check(core);
  }

  @Test
  void theRulesKnowNothingButJava() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "io.github.scopekeeper.core..")
        .check(core);
  }
}
