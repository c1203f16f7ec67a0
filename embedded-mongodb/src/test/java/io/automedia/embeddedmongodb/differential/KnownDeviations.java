package io.automedia.embeddedmongodb.differential;

import java.util.List;
import java.util.stream.Stream;

/// What the independent server (FerretDB 2 over DocumentDB) is known to answer differently from what MongoDB 7
/// documents. Each is proved where the answers alone don't tell: asked for the same in another way, or without what
/// it comes from, both servers must agree.
final class KnownDeviations {
    static final List<Deviation> ALL = Stream.of(QueryDeviations.ALL, UpdateDeviations.ALL, PipelineDeviations.ALL)
            .flatMap(List::stream)
            .toList();

    private KnownDeviations() {}
}
