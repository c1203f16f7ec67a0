package io.automedia.embeddedmongodb.values;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A dotted path, taken apart once.
public record DottedPath(String text, List<Step> steps) {
    public DottedPath {
        steps = List.copyOf(steps);
    }

    /// One name of a path.
    /// @param index the name as an array position, or -1 when it is none
    @SuppressWarnings("ArrayRecordComponent") // compared by bytes on the hot path, never by equals
    public record Step(String name, byte[] encoded, int index) {
        static Step of(String name) {
            return new Step(name, name.getBytes(StandardCharsets.UTF_8), position(name));
        }

        private static int position(String name) {
            if (name.isEmpty() || name.length() > 7 || (name.length() > 1 && name.charAt(0) == '0')) {
                return -1;
            }
            for (int i = 0; i < name.length(); i++) {
                if (name.charAt(i) < '0' || name.charAt(i) > '9') {
                    return -1;
                }
            }
            return Integer.parseInt(name);
        }

        public boolean isIndex() {
            return index >= 0;
        }
    }

    public static DottedPath of(String text) {
        List<Step> steps = new ArrayList<>();
        int start = 0;
        for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', start)) {
            steps.add(Step.of(text.substring(start, dot)));
            start = dot + 1;
        }
        steps.add(Step.of(text.substring(start)));
        return new DottedPath(text, steps);
    }

    public int length() {
        return steps.size();
    }

    public Step step(int index) {
        return steps.get(index);
    }

    @Override
    public String toString() {
        return text;
    }
}
