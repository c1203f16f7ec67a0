package io.automedia.benchmarks.live;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Measures from the moment a post is sent to the moment its event arrives. Ends with 1 when p99 misses the goal of
/// 500 ms for posts that are understood and matched, or when an event is missing.
public final class LiveBenchmark {
    private static final double GOAL_MILLISECONDS = 500;
    private static final List<String> TYPES = List.of("content:collected", "content:processed", "topic:matched");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private LiveBenchmark() {}

    private record Sent(String contentId, long at) {}

    /// `URL [POSTS_A_SECOND [SECONDS]]`; the first fifth of the time is for warming up.
    public static void main(String[] arguments) throws Exception {
        String url = arguments[0];
        int rate = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 50;
        int seconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 60;
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            NewAccount account = NewAccount.at(url, http);
            account.post("/api/v1/topics", Map.of("name", "Snow", "keywords", List.of(Map.of("term", "snow"))));
            Arrivals arrivals = new Arrivals();
            WebSocket socket = http.newWebSocketBuilder()
                    .buildAsync(URI.create(url.replaceFirst("^http", "ws") + "/ws"), arrivals)
                    .join();
            socket.sendText("{\"type\":\"authenticate\",\"token\":\"" + account.token() + "\"}", true)
                    .join();
            arrivals.awaitReady();
            List<Sent> sent = send(account, rate, rate * seconds);
            await(arrivals, sent.size());
            boolean isGood = print(arrivals, sent.subList(sent.size() / 5, sent.size()));
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
            System.exit(isGood ? 0 : 1);
        }
    }

    /// Sends at a steady rate, however long the answers take.
    private static List<Sent> send(NewAccount account, int rate, int posts) throws Exception {
        List<Future<Sent>> answers = new ArrayList<>(posts);
        long start = System.nanoTime();
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < posts; i++) {
                long due = start + TimeUnit.SECONDS.toNanos(i) / rate;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                int number = i;
                answers.add(senders.submit(() -> {
                    String text = "Post " + number + ": so much snow on the hills this morning, what a lovely sight!";
                    String id = account.post(
                                    "/api/v1/content", Map.of("platform", "facebook", "content", Map.of("text", text)))
                            .path("id")
                            .asString();
                    return new Sent(id, due);
                }));
            }
        }
        List<Sent> sent = new ArrayList<>(posts);
        for (Future<Sent> answer : answers) {
            sent.add(answer.get());
        }
        return sent;
    }

    private static void await(Arrivals arrivals, int posts) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until && TYPES.stream().anyMatch(type -> arrivals.count(type) < posts)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private static boolean print(Arrivals arrivals, List<Sent> sent) {
        boolean isGood = true;
        System.out.printf("%-20s %8s %8s %8s %8s%n", "ms", "p50", "p99", "most", "missing");
        for (String type : TYPES) {
            double[] took = sent.stream()
                    .mapToDouble(post -> milliseconds(arrivals.of(type, post.contentId()), post.at()))
                    .filter(Double::isFinite)
                    .sorted()
                    .toArray();
            int missing = sent.size() - took.length;
            double slow = percentile(took, 0.99);
            System.out.printf(
                    "%-20s %8.1f %8.1f %8.1f %8d%n", type, percentile(took, 0.5), slow, percentile(took, 1), missing);
            isGood &= missing == 0 && slow < GOAL_MILLISECONDS;
        }
        return isGood;
    }

    private static double milliseconds(@Nullable Long arrived, long sent) {
        return arrived == null ? Double.NaN : (arrived - sent) / 1e6;
    }

    private static double percentile(double[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.round(share * (sorted.length - 1))];
    }
}
