package io.automedia;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
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
        List<String> lines = Files.readAllLines(drawn.resolve("components.puml"));
        sort(lines, "    Component(");
        sort(lines, "Rel(");
        Files.write(Path.of("..", "docs", "modules.puml"), lines);
    }

    /// The lines come in an order of their own each time; who reads a change wants to see only the change.
    private static void sort(List<String> lines, String start) {
        Iterator<String> sorted = lines.stream()
                .filter(line -> line.startsWith(start))
                .sorted()
                .toList()
                .iterator();
        lines.replaceAll(line -> line.startsWith(start) ? sorted.next() : line);
    }

    @Test
    void thePictureInTheReadmeShowsTheModules() throws IOException {
        Path readme = Path.of("..", "README.md");
        String text = Files.readString(readme);
        int from = text.indexOf("```mermaid");
        int to = text.indexOf("```\n", from) + 4;
        String current = text.substring(0, from) + ModuleDiagram.of(modules) + text.substring(to);
        Files.writeString(readme, current);
        assertThat(text)
                .as("The README showed former modules. It is drawn anew: look at it and commit it")
                .isEqualTo(current);
    }
}
