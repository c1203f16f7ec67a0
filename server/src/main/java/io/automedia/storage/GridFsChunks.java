package io.automedia.storage;

import static io.automedia.storage.IndexDefinition.index;
import static io.automedia.storage.Shape.bytes;
import static io.automedia.storage.Shape.count;
import static io.automedia.storage.Shape.id;
import static io.automedia.storage.Shape.object;
import static io.automedia.storage.Shape.required;

import java.util.List;

/// The collection `BUCKET.chunks` of a GridFS bucket, as the specification of GridFS has it.
public abstract class GridFsChunks implements CollectionSchema {
    private final String bucket;

    protected GridFsChunks(String bucket) {
        this.bucket = bucket;
    }

    @Override
    public final String name() {
        return bucket + ".chunks";
    }

    @Override
    public final String purpose() {
        return "the contents of those files, in pieces";
    }

    @Override
    public final List<Reference> references() {
        return List.of(Reference.cascading("files_id", bucket + ".files"));
    }

    @Override
    public final List<IndexDefinition> indexes() {
        return List.of(index("files_id_1_n_1", "the chunks of a file in order", "files_id", 1, "n", 1)
                .asUnique());
    }

    @Override
    public final Shape shape() {
        return object(required("files_id", id()), required("n", count()), required("data", bytes()));
    }
}
