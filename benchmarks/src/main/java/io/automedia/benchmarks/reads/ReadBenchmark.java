package io.automedia.benchmarks.reads;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Measures reads of running instances side by side: every request goes to each of them before the next
/// one. Ends with 1 when the last instance misses the goal of 50 ms at p99 with one client.
public final class ReadBenchmark {
    private static final double GOAL_MILLISECONDS = 50;
    private static final int CLIENTS = 4;

    private final List<RunningInstance> instances;
    private final int requests;

    private ReadBenchmark(List<RunningInstance> instances, int requests) {
        this.instances = instances;
        this.requests = requests;
    }

    /// `--user EMAIL [--requests N] [--only TEXT] [NAME=]DATA_FOLDER…`.
    public static void main(String[] arguments) throws Exception {
        Map<String, String> options = new LinkedHashMap<>(Map.of("--requests", "100", "--only", ""));
        List<String> folders = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].startsWith("--")) {
                options.put(arguments[i], arguments[++i]);
            } else {
                folders.add(arguments[i]);
            }
        }
        List<RunningInstance> instances = new ArrayList<>();
        for (String folder : folders) {
            instances.add(RunningInstance.of(folder, options.getOrDefault("--user", "")));
        }
        ReadBenchmark benchmark =
                new ReadBenchmark(instances, Integer.parseInt(options.getOrDefault("--requests", "")));
        Map<String, String> shapes = Shapes.of(instances.getFirst());
        shapes.keySet().removeIf(name -> !name.contains(options.getOrDefault("--only", "")));
        System.exit(benchmark.run(shapes) ? 0 : 1);
    }

    private boolean run(Map<String, String> shapes) throws Exception {
        print(
                "one client / " + CLIENTS + " clients",
                instances.stream()
                        .map(instance -> instance.name() + ": p50, p99 / p50, p99")
                        .toList());
        List<String> missed = new ArrayList<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            for (Map.Entry<String, String> shape : shapes.entrySet()) {
                List<Latencies> alone = alone(shape.getValue());
                List<Latencies> together = together(shape.getValue(), clients);
                List<String> cells = new ArrayList<>();
                for (int i = 0; i < instances.size(); i++) {
                    cells.add(cell(alone.get(i)) + " / " + cell(together.get(i)));
                }
                print(shape.getKey(), cells);
                if (alone.getLast().percentile(0.99) > GOAL_MILLISECONDS) {
                    missed.add(shape.getKey());
                }
            }
        }
        System.out.println("\n" + missed.size() + " of " + shapes.size() + " over " + GOAL_MILLISECONDS
                + " ms at p99 with one client: " + missed);
        return missed.isEmpty();
    }

    private List<Latencies> alone(String path) {
        long[][] nanos = new long[instances.size()][requests];
        for (int warming = 0; warming < 1 + requests / 10; warming++) {
            instances.forEach(instance -> instance.time(path));
        }
        for (int request = 0; request < requests; request++) {
            for (int i = 0; i < instances.size(); i++) {
                nanos[i][request] = instances.get(i).time(path);
            }
        }
        return List.of(nanos).stream().map(Latencies::new).toList();
    }

    private List<Latencies> together(String path, ExecutorService clients) throws Exception {
        List<Latencies> latencies = new ArrayList<>();
        for (RunningInstance instance : instances) {
            List<Future<Long>> answers = new ArrayList<>();
            for (int request = 0; request < requests; request++) {
                answers.add(clients.submit(() -> instance.time(path)));
            }
            long[] nanos = new long[requests];
            for (int request = 0; request < requests; request++) {
                nanos[request] = answers.get(request).get();
            }
            latencies.add(new Latencies(nanos));
        }
        return latencies;
    }

    private static String cell(Latencies latencies) {
        return "%.1f, %.1f".formatted(latencies.percentile(0.5), latencies.percentile(0.99));
    }

    private static void print(String name, List<String> cells) {
        System.out.println("| " + name + " | " + String.join(" | ", cells) + " |");
        System.out.flush();
    }
}
