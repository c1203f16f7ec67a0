package io.automedia;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RestController;

/// Rules about the whole server that no compiler knows, each with its reason.
class ArchitectureTests {
    private static final JavaClasses SERVER = new ClassFileImporter().importPath(Path.of("target", "classes"));

    @Test
    void timeComesFromTheClock() {
        check(noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .because("tests move the clock"));
    }

    @Test
    void pagesAskTheFrontDoorsAndNotTheStore() {
        check(noClasses()
                .that()
                .resideInAPackage("io.automedia.web..")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(MongoDatabase.class, MongoCollection.class)
                .because("who may see what is decided behind the front doors"));
    }

    @Test
    void whichBeansThereAreDependsOnNoSetting() {
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName(ConditionalOnProperty.class.getName())
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName(ConditionalOnBooleanProperty.class.getName())
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName(Profile.class.getName())
                .because("the beans are found out when it is built, and settings are read when it starts"));
    }

    @Test
    void addressesAreFetchedThroughTheGuardOnly() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("io.automedia.outgoing..", "io.automedia.cli..", "io.automedia.kms..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..", "org.apache.hc.client5..", "org.springframework.web.client..")
                .because("every address that people give is checked, after DNS and after each redirect"));
    }

    @Test
    void controllersAreNobodysBusiness() {
        check(classes()
                .that()
                .areAnnotatedWith(RestController.class)
                .or()
                .areAnnotatedWith(Controller.class)
                .should()
                .bePackagePrivate()
                .because("modules talk through front doors, and HTTP is only one way in"));
    }

    private static void check(ArchRule rule) {
        rule.check(SERVER);
    }
}
