package io.automedia.web.http;

import io.automedia.shared.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/// Says which field of a JSON body was wrong, and why, without quoting classes of this program.
final class JsonErrors {
    private JsonErrors() {}

    static Problem read(@Nullable Throwable cause) {
        return switch (cause) {
            case UnrecognizedPropertyException it -> Problem.invalid(path(it, ""), "is not known here");
            case InvalidFormatException it
            when it.getTargetType() != null && it.getTargetType().isEnum() ->
                Problem.invalid(path(it, "body"), "must be one of " + constants(it.getTargetType()));
            case MismatchedInputException it -> Problem.invalid(path(it, "body"), "has a value of the wrong type");
            case StreamReadException it -> malformed(it);
            case JacksonException it -> Problem.invalid(path(it, "body"), "can't be read");
            case null -> unreadable();
            default -> unreadable();
        };
    }

    private static Problem malformed(StreamReadException cause) {
        String place = cause.getLocation() == null
                ? ""
                : " (line " + cause.getLocation().getLineNr() + ", column "
                        + cause.getLocation().getColumnNr() + ")";
        return new Problem.Invalid("The body is not well-formed JSON" + place + ".", List.of());
    }

    private static Problem unreadable() {
        return new Problem.Invalid("A JSON body is needed.", List.of());
    }

    private static String constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private static String path(JacksonException cause, String whenEmpty) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : cause.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.isEmpty() ? whenEmpty : path.toString();
    }
}
