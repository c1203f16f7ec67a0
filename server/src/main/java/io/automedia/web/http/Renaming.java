package io.automedia.web.http;

import io.swagger.v3.oas.models.media.Schema;
import java.util.Set;

/// Lets a schema refer to components by other names.
final class Renaming {
    static final String INPUT = "Input";

    private Renaming() {}

    /// Adds `Input` to the references to these components, at every depth.
    static void of(Schema<?> schema, Set<String> names) {
        String reference = schema.get$ref();
        if (reference != null) {
            if (names.contains(reference.substring(reference.lastIndexOf('/') + 1))) {
                schema.set$ref(reference + INPUT);
            }
            return;
        }
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(field -> of(field, names));
        }
        if (schema.getItems() != null) {
            of(schema.getItems(), names);
        }
        if (schema.getAnyOf() != null) {
            schema.getAnyOf().forEach(one -> of(one, names));
        }
        if (schema.getAllOf() != null) {
            schema.getAllOf().forEach(one -> of(one, names));
        }
        if (schema.getAdditionalProperties() instanceof Schema<?> values) {
            of(values, names);
        }
    }
}
