package io.automedia.jobs;

import static io.automedia.storage.IndexDefinition.index;
import static io.automedia.storage.Shape.count;
import static io.automedia.storage.Shape.object;
import static io.automedia.storage.Shape.openObject;
import static io.automedia.storage.Shape.optional;
import static io.automedia.storage.Shape.required;
import static io.automedia.storage.Shape.text;
import static io.automedia.storage.Shape.time;

import io.automedia.storage.CollectionSchema;
import io.automedia.storage.GridFsChunks;
import io.automedia.storage.IndexDefinition;
import io.automedia.storage.Reference;
import io.automedia.storage.Shape;
import java.util.List;
import org.springframework.stereotype.Component;

/// `jobFiles.files` and `jobFiles.chunks`: what jobs made for people to fetch, as GridFS keeps files.
final class JobFilesSchema {
    private JobFilesSchema() {}

    @Component("jobFilesFilesSchema")
    static final class Files implements CollectionSchema {
        @Override
        public String name() {
            return JobFiles.BUCKET + ".files";
        }

        @Override
        public String purpose() {
            return "what jobs made for people to fetch, as GridFS keeps files";
        }

        @Override
        public List<Reference> references() {
            return List.of(Reference.cascading("_id", "jobs"));
        }

        @Override
        public List<IndexDefinition> indexes() {
            return List.of(
                    index("filename_1_uploadDate_1", "as GridFS demands", "filename", 1, "uploadDate", 1),
                    index("uploaded", "what is too old", "uploadDate", 1));
        }

        @Override
        public Shape shape() {
            return object(
                    required("length", count()),
                    required("chunkSize", count()),
                    required("uploadDate", time()),
                    required("filename", text()),
                    optional("metadata", openObject(optional("type", text()))));
        }
    }

    @Component("jobFilesChunksSchema")
    static final class Chunks extends GridFsChunks {
        Chunks() {
            super(JobFiles.BUCKET);
        }
    }
}
