package io.automedia.embeddedmongodb.archive;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;

/// What one client has written, one after another, and when; so that it is known what a server has to show of him that
/// stands at any moment.
final class History {
    private final int client;
    private final List<Written> writes = new ArrayList<>();

    /// @param begun before it was sent
    /// @param acknowledged after the answer
    private record Written(Instant begun, Instant acknowledged) {}

    History(int client) {
        this.client = client;
    }

    /// Does the next write.
    void write(MongoCollection<Document> posts) {
        int number = writes.size();
        Instant begun = Instant.now();
        apply(number, posts);
        add(begun);
    }

    private synchronized void add(Instant begun) {
        writes.add(new Written(begun, Instant.now()));
    }

    private void apply(int number, MongoCollection<Document> posts) {
        String subject = client + "/" + (number - number % 5);
        switch (number % 5) {
            case 0 ->
                posts.insertOne(new Document("_id", subject)
                        .append("client", client)
                        .append("version", number)
                        .append("tags", List.of("a" + number % 7, "b" + number % 3))
                        .append("text", "x".repeat(200)));
            case 4 ->
                posts.deleteOne(
                        Filters.eq("_id", number % 2 == 0 ? subject : client + "/" + (number - number % 5 - 5)));
            default -> posts.updateOne(Filters.eq("_id", subject), Updates.set("version", number));
        }
    }

    /// The versions of the documents after so many writes.
    private Map<String, Integer> after(int count) {
        Map<String, Integer> state = new TreeMap<>();
        for (int number = 0; number < count; number++) {
            String subject = client + "/" + (number - number % 5);
            switch (number % 5) {
                case 0 -> state.put(subject, number);
                case 4 -> state.remove(number % 2 == 0 ? subject : client + "/" + (number - number % 5 - 5));
                default -> state.put(subject, number);
            }
        }
        return state;
    }

    /// Whether what is shown is what the client had written, at least all that was acknowledged up to a time, and
    /// nothing that was begun after another.
    synchronized boolean allows(Map<String, Integer> shown, Instant acknowledgedTo, Instant begunTo) {
        int least = (int) writes.stream()
                .filter(write -> !write.acknowledged().isAfter(acknowledgedTo))
                .count();
        int most = (int)
                writes.stream().filter(write -> !write.begun().isAfter(begunTo)).count();
        for (int count = least; count <= most; count++) {
            if (after(count).equals(shown)) {
                return true;
            }
        }
        return false;
    }

    /// What a server shows of the client.
    Map<String, Integer> shown(MongoCollection<Document> posts) {
        Map<String, Integer> shown = new TreeMap<>();
        posts.find(Filters.eq("client", client))
                .forEach(post -> shown.put(post.getString("_id"), post.getInteger("version")));
        return shown;
    }
}
