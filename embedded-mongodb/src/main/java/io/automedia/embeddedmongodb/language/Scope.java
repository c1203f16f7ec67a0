package io.automedia.embeddedmongodb.language;

import io.automedia.embeddedmongodb.values.Document;
import org.jspecify.annotations.Nullable;

/// What an expression sees: the document and the variables bound around it, innermost first.
record Scope(Document root, @Nullable Binding bindings) {
    record Binding(
            String name, @Nullable Object value, @Nullable Binding outer) {}

    static Scope of(Document root) {
        return new Scope(root, null);
    }

    Scope with(String name, @Nullable Object value) {
        return new Scope(root, new Binding(name, value, bindings));
    }

    @Nullable
    Object variable(String name) {
        for (Binding binding = bindings; binding != null; binding = binding.outer()) {
            if (binding.name().equals(name)) {
                return binding.value();
            }
        }
        return null;
    }
}
