package io.automedia.platforms;

import io.automedia.content.Content;
import io.automedia.content.IncomingPost;
import io.automedia.shared.Problem;
import io.automedia.shared.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// A platform of posts in memory. What is published to a source is fetched in pieces of three; a test can put other
/// answers before that. A source whose name begins with `no` is not there.
public final class FakeConnector implements PlatformConnector {
    static final int PIECE = 3;

    private final Map<String, List<IncomingPost>> published = new ConcurrentHashMap<>();
    private final Map<String, Deque<SyncOutcome>> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Set<String> deleted = ConcurrentHashMap.newKeySet();
    private final Map<UserId, Deque<Presence>> presences = new ConcurrentHashMap<>();
    private final List<String> lookedFor = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable Meanwhile> meanwhile = new AtomicReference<>();

    /// What happens while a source is being fetched.
    interface Meanwhile {
        void happens(Source source) throws InterruptedException;
    }

    @Override
    public String type() {
        return "fake";
    }

    @Override
    public FoundSource find(Connection connection, WantedSource wanted) {
        if (wanted.value().startsWith("no")) {
            throw Problem.invalid("value", "is not there: try another name").exception();
        }
        return new FoundSource(
                wanted.kind(), wanted.value().toLowerCase(java.util.Locale.ROOT), "All of " + wanted.value(), null);
    }

    @Override
    public SyncOutcome fetch(Connection connection, Source source) throws InterruptedException {
        asked.add(source.value());
        Meanwhile what = meanwhile.get();
        if (what != null) {
            what.happens(source);
        }
        SyncOutcome answer =
                answers.getOrDefault(source.value(), new ArrayDeque<>()).poll();
        return answer == null ? piece(source) : answer;
    }

    private SyncOutcome piece(Source source) {
        List<IncomingPost> all = List.copyOf(published.getOrDefault(source.value(), List.of()));
        Document checkpoint = source.checkpoint();
        int from = checkpoint == null ? 0 : checkpoint.getInteger("next");
        int to = Math.min(from + PIECE, all.size());
        return new SyncOutcome.Fetched(
                all.subList(from, to),
                List.of(),
                0,
                new Document("next", to),
                to < all.size() ? Duration.ZERO : null,
                null);
    }

    @Override
    public Presence look(Connection connection, Set<String> platformIds) {
        platformIds.forEach(id -> lookedFor.add(connection.userId() + " " + id));
        Presence answer =
                presences.getOrDefault(connection.userId(), new ArrayDeque<>()).poll();
        return answer == null
                ? new Presence.Known(
                        platformIds.stream().filter(deleted::contains).collect(Collectors.toSet()))
                : answer;
    }

    /// The platform deletes a post; whoever fetches this source next is told.
    void delete(String source, String id) {
        deleted.add(id);
        answer(source, new SyncOutcome.Fetched(List.of(), List.of(id), 0, null, null, null));
    }

    /// Answers the next look of a person's connection with this.
    void answer(UserId user, Presence presence) {
        presences.computeIfAbsent(user, unseen -> new ArrayDeque<>()).add(presence);
    }

    /// How often a person's connection looked for a post.
    long lookedFor(UserId user, String id) {
        return lookedFor.stream().filter((user + " " + id)::equals).count();
    }

    /// Publishes a post.
    public void publish(String source, IncomingPost post) {
        published.computeIfAbsent(source, name -> new CopyOnWriteArrayList<>()).add(post);
    }

    /// Answers the next fetch of a source with this.
    public void answer(String source, SyncOutcome outcome) {
        answers.computeIfAbsent(source, name -> new ArrayDeque<>()).add(outcome);
    }

    /// From now on this happens during each fetch; null for nothing.
    void meanwhile(@Nullable Meanwhile what) {
        meanwhile.set(what);
    }

    /// How often a source was asked.
    long asked(String source) {
        return asked.stream().filter(source::equals).count();
    }

    /// A post of this platform.
    public static IncomingPost post(String id, Instant publishedAt) {
        return builder(id, publishedAt).build();
    }

    static IncomingPost.Builder builder(String id, Instant publishedAt) {
        return IncomingPost.builder("fake", id)
                .author(Content.Author.of("1", "ada", "Ada"))
                .text("The harbour at dawn " + id)
                .publishedAt(publishedAt)
                .publiclyReadable(true);
    }

    static List<IncomingPost> posts(int count, String prefix, Instant first) {
        List<IncomingPost> posts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            posts.add(post(prefix + i, first.plusSeconds(i)));
        }
        return posts;
    }
}
