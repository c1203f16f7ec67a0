package io.automedia.web.http;

import io.automedia.shared.Faults;
import io.automedia.shared.JsonFaults;
import io.automedia.shared.Problem;
import io.automedia.shared.Problem.FieldError;
import java.util.List;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamReadException;

/// Says what is wrong with a JSON body: all of it, unless it is no JSON.
final class JsonErrors {
    private JsonErrors() {}

    static Problem read(HttpMessageNotReadableException unreadable) {
        if (!(unreadable.getCause() instanceof JacksonException first)) {
            return new Problem.Invalid("A JSON body is needed.", List.of());
        }
        if (!(unreadable.getHttpInputMessage() instanceof WholeBody body)) {
            return told(first, List.of());
        }
        try {
            return told(first, body.faults());
        } catch (JacksonException malformed) {
            return told(malformed, List.of());
        }
    }

    private static Problem told(JacksonException first, List<FieldError> all) {
        if (first instanceof StreamReadException malformed && !(first instanceof InputCoercionException)) {
            return malformed(malformed);
        }
        return Faults.problem(all.isEmpty() ? List.of(JsonFaults.of(first)) : all);
    }

    private static Problem malformed(StreamReadException cause) {
        String place = cause.getLocation() == null
                ? ""
                : " (line " + cause.getLocation().getLineNr() + ", column "
                        + cause.getLocation().getColumnNr() + ")";
        return new Problem.Invalid("The body is not well-formed JSON" + place + ".", List.of());
    }
}
