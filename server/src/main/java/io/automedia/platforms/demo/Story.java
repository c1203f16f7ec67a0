package io.automedia.platforms.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.json.JsonMapper;

/// The demo's posts, in order of time.
record Story(List<StoryPost> posts) {
    /// How long the story lasts, in seconds; then it begins again.
    static final int LENGTH = 10_800;

    Story {
        posts = List.copyOf(posts);
    }

    static Story read() {
        JsonMapper json = JsonMapper.builder().build();
        ClassPathResource file = new ClassPathResource("demo/posts.jsonl");
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8))) {
            return new Story(lines.lines()
                    .filter(line -> !line.isBlank())
                    .map(line -> json.readValue(line, StoryPost.class))
                    .toList());
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /// The posts of a stretch of the story: after `from`, up to `to`.
    List<StoryPost> between(double from, double to) {
        return posts.stream()
                .filter(post -> post.at() > from && post.at() <= to)
                .toList();
    }
}
