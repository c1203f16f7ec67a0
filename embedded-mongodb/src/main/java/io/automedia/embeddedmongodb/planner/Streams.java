package io.automedia.embeddedmongodb.planner;

import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.storage.Snapshot;
import java.util.List;
import java.util.function.Predicate;

/// Makes of the way to the documents a stream of them, in the order that is wanted.
final class Streams {
    private static final int FIRST_BATCH = 32;

    private Streams() {}

    static HitStream open(Query query, Access access, Snapshot snapshot) {
        return switch (access) {
            case Access.Indexed(Walk walk) -> walk(query, walk, snapshot);
            case Access.Union union ->
                sort(query, 0, fetch(query, records(union, snapshot), union.isExact(), snapshot));
            case Access.Everything(boolean backwards) ->
                sort(
                        query,
                        0,
                        new CollectionStream(
                                snapshot.documents(query.collection().id(), backwards), query.matcher()));
            case Access.Narrowed narrowed -> new NarrowedStream(query, narrowed, snapshot);
            case Access.Race race ->
                new RaceStream(
                        race.racers().stream()
                                .map(racer -> open(query, racer, snapshot))
                                .toList(),
                        race.racers().stream()
                                .map(racer -> handicap(query, racer, race, snapshot))
                                .toList(),
                        query.wanted());
        };
    }

    /// The more the narrow way leaves out, the likelier it wins, and the later the others find enough. Three count the
    /// same: a third one costs what two may lose by a wrong guess.
    private static int handicap(Query query, Access racer, Access.Race race, Snapshot snapshot) {
        if (race.racers().size() > 2 || !(race.racers().getFirst() instanceof Access.Narrowed narrowed)) {
            return 1;
        }
        double share = narrowed.approximateShare(snapshot);
        double keys = share * query.collection().count();
        double documents = query.wanted() / Math.max(share, Double.MIN_NORMAL);
        boolean narrowWins = keys < documents * HitStream.KEYS_A_DOCUMENT;
        return narrowWins == (racer instanceof Access.Narrowed) ? 1 : 2;
    }

    /// The records of a way that finds them by keys alone, some of them perhaps twice.
    static RecordSource records(Access access, Snapshot snapshot) {
        return switch (access) {
            case Access.Indexed(Walk walk) -> walk.open(snapshot);
            case Access.Narrowed narrowed -> new NarrowedSource(narrowed, snapshot);
            case Access.Union(List<Access> alternatives) ->
                new DistinctSource(alternatives.stream()
                        .map(each -> records(each, snapshot))
                        .toList());
            case Access.Everything _, Access.Race _ -> throw new IllegalArgumentException("needs documents");
        };
    }

    static HitStream walk(Query query, Walk walk, Snapshot snapshot) {
        return sort(query, walk.sortedFields(), fetch(query, walk.open(snapshot), walk.exact(), snapshot));
    }

    /// @param exact whether nothing is left to check on the documents
    static HitStream fetch(Query query, RecordSource source, boolean exact, Snapshot snapshot) {
        Predicate<RawDocument> rest = exact ? null : query.matcher();
        long expected = query.wanted() == 0 ? FIRST_BATCH : query.wanted();
        return new FetchStream(snapshot, query.collection().id(), source, rest, expected);
    }

    static HitStream sort(Query query, int sortedFields, HitStream stream) {
        return sortedFields == query.sort().fields().size()
                ? stream
                : new SortedStream(stream, query.sort(), sortedFields, query.wanted());
    }
}
