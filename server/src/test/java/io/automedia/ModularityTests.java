package io.automedia;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

/// The modules use each other only as they declare, without cycles; the diagram in the docs shows them.
class ModularityTests {
    private final ApplicationModules modules = ApplicationModules.of(
            AutoMedia.class,
            JavaClass.Predicates.resideInAnyPackage(
                    "io.automedia.embeddedmongodb..", "io.automedia.standingqueries..", "io.automedia.textanalysis.."));

    @Test
    void modulesUseOnlyWhatTheyDeclare() {
        modules.verify();
    }

    @Test
    void theDiagramInTheDocsShowsTheModules() throws IOException {
        Path drawn = Path.of("target", "modulith");
        new Documenter(modules, Documenter.Options.defaults().withOutputFolder(drawn.toString()))
                .writeModulesAsPlantUml();
        Files.copy(
                drawn.resolve("components.puml"),
                Path.of("..", "docs", "modules.puml"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
}
