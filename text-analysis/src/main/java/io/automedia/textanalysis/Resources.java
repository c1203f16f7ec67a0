package io.automedia.textanalysis;

import io.automedia.textanalysis.model.LinearModel;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// Reads the files that are shipped beside this class.
final class Resources {
    private Resources() {}

    static LinearModel model(String name) {
        try (InputStream stream = open(name)) {
            return LinearModel.read(stream);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the model " + name, e);
        }
    }

    static List<String> lines(String name) {
        try (InputStream stream = open(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the word list " + name, e);
        }
    }

    static InputStream open(String name) {
        return new BufferedInputStream(
                Objects.requireNonNull(Resources.class.getResourceAsStream(name), () -> "missing resource " + name));
    }
}
