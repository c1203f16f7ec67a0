package io.automedia.content.importing;

import io.automedia.content.PostBatch;
import java.util.ArrayList;
import java.util.List;

/// A stretch of a file that is stored in one go. The same file is always cut into the same slices.
final class Slice {
    /// So many entries at most, and so many characters of text.
    static final int MOST = 1_000;

    private static final long MOST_TEXT = 8_000_000;

    private final PostBatch batch;
    private final List<Long> lines = new ArrayList<>(MOST);
    private long text;
    private double progress;

    Slice(PostBatch batch) {
        this.batch = batch;
    }

    /// Adds an entry.
    ///
    /// @return false when it has to go into the next slice
    boolean add(Entry entry) {
        switch (entry) {
            case Entry.Found found -> {
                if (!batch.add(found.post())) {
                    return false;
                }
                text += found.post().text().length();
            }
            case Entry.Refused refused -> batch.reject(refused.reason());
        }
        lines.add(entry.line());
        return true;
    }

    boolean isFull() {
        return lines.size() >= MOST || text >= MOST_TEXT;
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    PostBatch batch() {
        return batch;
    }

    long firstLine() {
        return lines.getFirst();
    }

    long lastLine() {
        return lines.getLast();
    }

    long line(int place) {
        return lines.get(place);
    }

    double progress() {
        return progress;
    }

    void progress(double part) {
        progress = part;
    }
}
