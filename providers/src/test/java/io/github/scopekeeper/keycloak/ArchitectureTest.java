package io.github.scopekeeper.keycloak;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final JavaClasses PROVIDERS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.github.scopekeeper.keycloak");

  @Test
  void capabilitiesDoNotGoInCircles() {
    slices()
        .matching("io.github.scopekeeper.keycloak.(*)..")
        .should()
        .beFreeOfCycles()
        .check(PROVIDERS);
  }

  @Test
  void onlyTheStoresKnowTheDatabase() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..jpa..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "jakarta.persistence..", "org.hibernate..", "org.keycloak.connections.jpa..")
        .check(PROVIDERS);
  }
}
