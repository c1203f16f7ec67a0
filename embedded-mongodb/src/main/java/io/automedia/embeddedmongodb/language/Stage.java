package io.automedia.embeddedmongodb.language;

import io.automedia.embeddedmongodb.values.Document;
import java.util.Iterator;

/// One stage of a pipeline, reusable.
@FunctionalInterface
interface Stage {
    Iterator<Document> run(Iterator<Document> input);
}
