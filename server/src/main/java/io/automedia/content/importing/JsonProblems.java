package io.automedia.content.importing;

import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;

/// Says in a sentence what is wrong with JSON.
final class JsonProblems {
    private JsonProblems() {}

    static String sentence(JacksonException problem) {
        if (problem instanceof StreamConstraintsException) {
            return "The JSON is nested too deeply or has a value that is too long.";
        }
        TokenStreamLocation at = problem.getLocation();
        return at == null || at.getColumnNr() < 1
                ? "It is not valid JSON."
                : "It is not valid JSON at character " + at.getColumnNr() + ".";
    }
}
