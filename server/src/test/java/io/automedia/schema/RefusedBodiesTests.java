package io.automedia.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.automedia.testing.AutoMediaTest;
import io.automedia.testing.Http;
import io.automedia.testing.Http.Answer;
import io.automedia.testing.TestPeople;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

/// What somebody sends is kept or refused by what looks at requests. That a description refuses it would be a fault of
/// the program.
@AutoMediaTest
class RefusedBodiesTests {
    private static final List<Object> OTHERS = List.of("", "https://example.org/" + "x".repeat(5_000), 1e300);
    private static final int MANY = 6_000;

    private final Http person;

    RefusedBodiesTests(TestPeople people) {
        this.person = people.someone().http();
    }

    @Test
    void topics() throws IOException {
        Document example = example("topics.txt", "name", "description", "keywords", "weight", "category", "isActive");
        example.putAll(example("topics.txt", "settings", "filters"));
        everyOther(example, body -> send("/api/v1/topics", body));
    }

    @Test
    void agents() throws IOException {
        Document example = example("agents.txt", "name", "description", "type", "systemPrompt", "config", "persona");
        example.putAll(example("agents.txt", "capabilities", "tags", "isPublic"));
        everyOther(example, body -> send("/api/v1/agents", body));
    }

    @Test
    void collections() throws IOException {
        Document example = example("collections.txt", "name", "description", "type", "rules", "settings", "tags");
        example.putAll(example("collections.txt", "color", "icon"));
        everyOther(example, body -> send("/api/v1/collections", body));
    }

    @Test
    void posts() throws IOException {
        Document example = example("content.txt", "platform", "type", "author", "content", "tags", "publishedAt");
        Document metadata = example("content.txt", "metadata").get("metadata", Document.class);
        metadata.keySet().retainAll(List.of("engagement", "language", "location"));
        example.append("platformId", "1").append("metadata", metadata);
        everyOther(example, body -> send("/api/v1/content", body));
    }

    @Test
    void profiles() throws IOException {
        Document example = example("users.txt", "profile", "preferences");
        example.get("preferences", Document.class)
                .get("contentDefaults", Document.class)
                .remove("defaultAgent");
        everyOther(example, body -> look("users/me", person.patch("/api/v1/users/me", body.toJson()), body));
    }

    private void send(String path, Document body) {
        body.computeIfPresent("name", (name, known) -> known.equals("Other") ? "Other " + new ObjectId() : known);
        body.computeIfPresent("platformId", (name, known) -> known.equals("1") ? new ObjectId().toHexString() : known);
        look(path, person.post(path, body.toJson()), body);
    }

    private static void look(String path, Answer answer, Document body) {
        String sent = body.toJson();
        assertThat(answer.status())
                .as("%s %s %s", path, sent.substring(0, Math.min(sent.length(), 4_000)), answer)
                .isLessThan(500);
    }

    private Document example(String file, String... fields) throws IOException {
        try (InputStream text = Objects.requireNonNull(getClass().getResourceAsStream(file))) {
            Document all = Document.parse(new String(text.readAllBytes(), StandardCharsets.UTF_8));
            all.computeIfPresent("name", (name, known) -> "Other");
            all.keySet().retainAll(List.of(fields));
            return (Document) plain(all);
        }
    }

    private static Object plain(Object value) {
        return switch (value) {
            case Document document -> {
                Document plain = new Document();
                document.forEach((name, part) -> plain.append(name, plain(part)));
                yield plain;
            }
            case List<?> list ->
                new ArrayList<>(list.stream().map(RefusedBodiesTests::plain).toList());
            case Date date -> date.toInstant().toString();
            case ObjectId id -> id.toHexString();
            default -> value;
        };
    }

    /// The example, and with each of its values in turn by every other one.
    private static void everyOther(Document example, Consumer<Document> sent) {
        sent.accept((Document) plain(example));
        List<Object> path = new ArrayList<>();
        walk(example, path, place -> {
            for (Object other : OTHERS) {
                sent.accept(with(example, place, other));
            }
            sent.accept(with(example, place, Collections.nCopies(MANY, at(example, place))));
        });
    }

    private static void walk(Object value, List<Object> path, Consumer<List<Object>> place) {
        if (!path.isEmpty()) {
            place.accept(List.copyOf(path));
        }
        switch (value) {
            case Document document -> document.forEach((name, part) -> step(part, name, path, place));
            case List<?> list when !list.isEmpty() -> step(list.getFirst(), 0, path, place);
            default -> {
                // a leaf
            }
        }
    }

    private static void step(Object part, Object name, List<Object> path, Consumer<List<Object>> place) {
        path.add(name);
        walk(part, path, place);
        path.removeLast();
    }

    private static Object at(Object whole, List<Object> place) {
        Object value = whole;
        for (Object step : place) {
            value = step instanceof Integer index
                    ? ((List<?>) value).get(index)
                    : Objects.requireNonNull(((Map<?, ?>) value).get(step));
        }
        return value;
    }

    @SuppressWarnings("unchecked")
    private static Document with(Document example, List<Object> place, Object other) {
        Document body = (Document) plain(example);
        Object outer = at(body, place.subList(0, place.size() - 1));
        if (place.getLast() instanceof Integer index) {
            ((List<Object>) outer).set(index, other);
        } else {
            ((Map<String, Object>) outer).put((String) place.getLast(), other);
        }
        return body;
    }
}
