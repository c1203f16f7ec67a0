package io.automedia.platforms;

import io.automedia.shared.Problem;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// The kinds of platform that this instance knows how to fetch from.
@Component
final class Connectors {
    private final Map<String, PlatformConnector> byType;

    Connectors(ObjectProvider<PlatformConnector> beans) {
        this.byType = beans.stream()
                .filter(PlatformConnector::isOffered)
                .collect(Collectors.toMap(
                        PlatformConnector::type,
                        Function.identity(),
                        (one, other) -> {
                            throw new IllegalStateException("Two connectors for " + one.type());
                        },
                        TreeMap::new));
    }

    Set<String> types() {
        return byType.keySet();
    }

    Optional<PlatformConnector> find(String type) {
        return Optional.ofNullable(byType.get(type));
    }

    /// The connector of a type.
    ///
    /// @throws io.automedia.shared.ProblemException (`Invalid`) that says which there are
    PlatformConnector require(@Nullable String type) {
        SortedSet<String> known = new TreeSet<>(byType.keySet());
        String there = "there is: " + (known.isEmpty() ? "none" : String.join(", ", known));
        if (type == null) {
            throw Problem.invalid("type", "is missing; " + there).exception();
        }
        return find(type)
                .orElseThrow(
                        () -> Problem.invalid("type", "“" + type + "” can't be connected on this instance; " + there)
                                .exception());
    }
}
