package io.automedia.platforms.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.json.JsonMapper;

/// The demo's posts, in order of time, and what they say when the story is told again.
record Story(List<StoryPost> posts, Retellings retellings) {
    /// How long the story lasts, in seconds; then it begins again.
    static final int LENGTH = 10_800;

    Story {
        posts = List.copyOf(posts);
    }

    static Story read() {
        List<StoryPost> posts = read("demo/posts.jsonl", StoryPost.class);
        return new Story(posts, new Retellings(read("demo/retellings.jsonl", Retelling.class), posts));
    }

    private static <T> List<T> read(String name, Class<T> type) {
        JsonMapper json = JsonMapper.builder().build();
        ClassPathResource file = new ClassPathResource(name);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank())
                    .map(line -> json.readValue(line, type))
                    .toList();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /// The posts of a stretch of the story: after `from`, up to `to`.
    ///
    /// @param telling how often the story was told before; each time its posts say something else
    List<StoryPost> between(double from, double to, int telling) {
        return posts.stream()
                .filter(post -> post.at() > from && post.at() <= to)
                .map(post -> retellings.told(post, telling))
                .toList();
    }
}
