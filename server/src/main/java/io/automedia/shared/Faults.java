package io.automedia.shared;

import io.automedia.shared.Problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Gathers what is wrong with a request, so that whoever sent it learns all of it at once.
public final class Faults {
    private final List<FieldError> found = new ArrayList<>();

    /// A field is wrong.
    public void add(String field, String message) {
        found.add(new FieldError(field, message));
    }

    /// A field is wrong unless something holds.
    public void unless(boolean right, String field, String message) {
        if (!right) {
            add(field, message);
        }
    }

    /// Several fields are wrong.
    public void addAll(List<FieldError> errors) {
        found.addAll(errors);
    }

    /// What a check gives; when it refuses fields, they are gathered, and nothing is given. Other problems go
    /// through.
    public <T> @Nullable T tried(Supplier<? extends T> check) {
        try {
            return check.get();
        } catch (ProblemException refused) {
            if (!(refused.problem() instanceof Problem.Invalid invalid)
                    || invalid.errors().isEmpty()) {
                throw refused;
            }
            found.addAll(invalid.errors());
            return null;
        }
    }

    /// Ends the gathering.
    ///
    /// @throws ProblemException (`Invalid`) naming every field that was found wrong
    public void raise() {
        if (!found.isEmpty()) {
            throw problem(found).exception();
        }
    }

    /// Fields that are wrong, as one problem that says all of it.
    public static Problem problem(List<FieldError> errors) {
        String words = errors.stream()
                .map(error -> error.field() + " " + error.message())
                .collect(Collectors.joining("; "));
        return new Problem.Invalid(words, errors);
    }
}
