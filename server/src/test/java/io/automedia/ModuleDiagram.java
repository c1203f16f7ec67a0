package io.automedia;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModuleDependency;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.DependencyDepth;

/// Draws the top-level modules in Mermaid, which code hosts show as a picture. An arrow means "may use"; one that
/// follows from two others is left out, so that the layers show.
final class ModuleDiagram {
    private final Map<String, Set<String>> uses = new LinkedHashMap<>();

    private ModuleDiagram() {}

    static String of(ApplicationModules modules) {
        ModuleDiagram diagram = new ModuleDiagram();
        modules.stream()
                .filter(module -> !name(module).contains("."))
                .sorted((one, other) -> name(one).compareTo(name(other)))
                .forEach(module -> diagram.uses.put(name(module), dependencies(module, modules)));
        return diagram.draw();
    }

    private static String name(ApplicationModule module) {
        return module.getIdentifier().toString();
    }

    private static Set<String> dependencies(ApplicationModule module, ApplicationModules modules) {
        Set<String> names = new TreeSet<>();
        module.getDependencies(modules, DependencyDepth.IMMEDIATE).stream()
                .map(ApplicationModuleDependency::getTargetModule)
                .map(ModuleDiagram::name)
                .map(name -> name.replaceFirst("\\..*", ""))
                .filter(name -> !name.equals(name(module)))
                .forEach(names::add);
        return names;
    }

    private String draw() {
        StringBuilder drawn = new StringBuilder("```mermaid\nflowchart TD\n");
        uses.forEach((module, used) -> used.stream()
                .filter(target -> !reaches(without(used, target), target))
                .forEach(target -> drawn.append("    %s --> %s\n".formatted(module, target))));
        return drawn.append("```\n").toString();
    }

    private static Collection<String> without(Set<String> names, String name) {
        return names.stream().filter(other -> !other.equals(name)).toList();
    }

    private boolean reaches(Collection<String> from, String target) {
        return from.stream()
                .map(module -> uses.getOrDefault(module, Set.of()))
                .anyMatch(next -> next.contains(target) || reaches(next, target));
    }
}
