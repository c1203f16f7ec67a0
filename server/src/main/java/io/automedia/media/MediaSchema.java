package io.automedia.media;

import static io.automedia.storage.IndexDefinition.index;
import static io.automedia.storage.Shape.bytes;
import static io.automedia.storage.Shape.count;
import static io.automedia.storage.Shape.id;
import static io.automedia.storage.Shape.object;
import static io.automedia.storage.Shape.optional;
import static io.automedia.storage.Shape.required;
import static io.automedia.storage.Shape.text;
import static io.automedia.storage.Shape.time;
import static io.automedia.storage.Shape.truth;

import io.automedia.storage.CollectionSchema;
import io.automedia.storage.GridFsChunks;
import io.automedia.storage.IndexDefinition;
import io.automedia.storage.Reference;
import io.automedia.storage.Shape;
import java.util.List;
import org.bson.Document;
import org.springframework.stereotype.Component;

/// `fs.files` and `fs.chunks`, GridFS's own collections, for what people upload, and `mediaThumbnails` (ours) for the
/// small copies.
final class MediaSchema {
    static final String BUCKET = "fs";
    static final String FILES = BUCKET + ".files";
    static final String CHUNKS = BUCKET + ".chunks";
    static final String THUMBNAILS = "mediaThumbnails";

    private MediaSchema() {}

    @Component("mediaFilesSchema")
    static final class Files implements CollectionSchema {
        @Override
        public String name() {
            return FILES;
        }

        @Override
        public String purpose() {
            return "the files that people upload, as GridFS keeps files, with what we know about them in `metadata`";
        }

        @Override
        public List<Reference> references() {
            return List.of(Reference.refusing("metadata.userId", "users"));
        }

        @Override
        public List<IndexDefinition> indexes() {
            return List.of(
                    index("filename_1_uploadDate_1", "as GridFS demands", "filename", 1, "uploadDate", 1),
                    index(
                                    "same_file",
                                    "a file is kept once for each person",
                                    "metadata.userId",
                                    1,
                                    "metadata.sha256",
                                    1)
                            .asUnique()
                            .where(new Document("metadata.sha256", new Document("$exists", true))),
                    index(
                            "owner_newest",
                            "a person's files, newest first, and how much they take",
                            "metadata.userId",
                            1,
                            "uploadDate",
                            -1,
                            "_id",
                            -1));
        }

        @Override
        public Shape shape() {
            return object(
                    required("length", count()),
                    required("chunkSize", count()),
                    required("uploadDate", time()),
                    optional("filename", text()),
                    optional(
                            "metadata",
                            object(
                                    optional("userId", id()),
                                    optional("type", text(1, 100)),
                                    optional("sha256", text(64, 64)),
                                    optional("width", count()),
                                    optional("height", count()),
                                    optional("hasThumbnail", truth()))));
        }
    }

    @Component("mediaChunksSchema")
    static final class Chunks extends GridFsChunks {
        Chunks() {
            super(BUCKET);
        }
    }

    @Component("mediaThumbnailsSchema")
    static final class Thumbnails implements CollectionSchema {
        @Override
        public String name() {
            return THUMBNAILS;
        }

        @Override
        public String purpose() {
            return "small copies of uploaded pictures, by the ids of their files";
        }

        @Override
        public List<Reference> references() {
            return List.of(Reference.cascading("_id", FILES));
        }

        @Override
        public List<IndexDefinition> indexes() {
            return List.of();
        }

        @Override
        public Shape shape() {
            return object(required("type", text(1, 100)), required("data", bytes()));
        }
    }
}
