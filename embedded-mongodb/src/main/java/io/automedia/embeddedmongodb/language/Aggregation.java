package io.automedia.embeddedmongodb.language;

import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.values.Document;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// A compiled pipeline. Documents are pulled through it one by one; only stages that must see all of them (`$sort`,
/// `$group`, …) hold more than one at a time.
public final class Aggregation {
    /// Other collections of the same database, for `$lookup` and `$unionWith`.
    @FunctionalInterface
    public interface Collections {
        Iterator<RawDocument> find(String collection, RawDocument filter);
    }

    private final List<Stage> stages;

    private Aggregation(List<Stage> stages) {
        this.stages = List.copyOf(stages);
    }

    /// Compiles stages as `aggregate` takes them.
    /// What this server doesn't have is refused by name.
    public static Aggregation compile(List<RawDocument> stages, Collections collections, Variables variables) {
        return of(stages.stream().map(Document::of).toList(), collections, variables);
    }

    static Aggregation of(List<Document> stages, Collections collections, Variables variables) {
        StageParser parser = new StageParser(collections, variables);
        List<Stage> parsed = new ArrayList<>();
        stages.forEach(stage -> parsed.add(parser.parse(stage)));
        return new Aggregation(StageParser.merged(parsed));
    }

    public Iterator<RawDocument> run(Iterator<RawDocument> input) {
        return new Mapped<>(runDocuments(new Mapped<>(input, Document::of)), Document::toRaw);
    }

    Iterator<Document> runDocuments(Iterator<Document> input) {
        Iterator<Document> documents = input;
        for (Stage stage : stages) {
            documents = stage.run(documents);
        }
        return documents;
    }
}
