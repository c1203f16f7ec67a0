package io.automedia.platforms;

import io.automedia.shared.Problem;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
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
    /// @throws io.automedia.shared.ProblemException (`Conflict`) when there is none on this instance
    PlatformConnector require(String type) {
        return find(type)
                .orElseThrow(() -> new Problem.Conflict(
                                "Nothing is fetched from “" + type + "” on this instance: it has no connector for it.")
                        .exception());
    }
}
