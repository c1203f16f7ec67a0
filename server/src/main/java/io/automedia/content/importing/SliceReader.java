package io.automedia.content.importing;

import io.automedia.content.PostBatch;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads a file on a thread of its own, a few slices ahead of the one who stores them.
final class SliceReader implements AutoCloseable {
    private static final int AHEAD = 3;

    private final PostFile file;
    private final long after;
    private final Supplier<PostBatch> batches;
    private final BlockingQueue<Next> queue = new ArrayBlockingQueue<>(AHEAD);
    private final Thread thread;

    private sealed interface Next {
        record More(Slice slice) implements Next {}

        record End() implements Next {}

        record Failed(Exception failure) implements Next {}
    }

    private SliceReader(PostFile file, long after, Supplier<PostBatch> batches) {
        this.file = file;
        this.after = after;
        this.batches = batches;
        this.thread = Thread.ofPlatform().daemon().name("import-reader").unstarted(this::read);
    }

    /// @param after the last line that is done already
    static SliceReader start(PostFile file, long after, Supplier<PostBatch> batches) {
        SliceReader reader = new SliceReader(file, after, batches);
        reader.thread.start();
        return reader;
    }

    /// The next slice; null at the end.
    @Nullable
    Slice next() throws Exception {
        return switch (queue.take()) {
            case Next.More(Slice slice) -> slice;
            case Next.End ignored -> null;
            case Next.Failed(Exception failure) -> throw failure;
        };
    }

    private void read() {
        try {
            readAll();
            queue.put(new Next.End());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException failure) {
            queue.clear();
            queue.offer(new Next.Failed(failure));
        }
    }

    private void readAll() throws IOException, InterruptedException {
        Slice slice = new Slice(batches.get());
        for (Entry entry = file.next(); entry != null; entry = file.next()) {
            if (entry.line() <= after) {
                continue;
            }
            if (!slice.add(entry)) {
                put(slice);
                slice = new Slice(batches.get());
                slice.add(entry);
            }
            if (slice.isFull()) {
                put(slice);
                slice = new Slice(batches.get());
            }
        }
        if (!slice.isEmpty()) {
            put(slice);
        }
    }

    private void put(Slice slice) throws InterruptedException {
        slice.progress(file.progress());
        queue.put(new Next.More(slice));
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
