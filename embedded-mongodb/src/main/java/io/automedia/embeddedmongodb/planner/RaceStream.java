package io.automedia.embeddedmongodb.planner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lets streams with the same result work in turns and gives out the result of the one that is done first.
/// With two of them it costs about twice what the better one costs.
final class RaceStream implements HitStream {
    private static final int WORK_A_TURN = 512;

    private final List<HitStream> racers;
    private final List<List<Hit>> hits = new ArrayList<>();
    private final long wanted;
    private @Nullable List<Hit> result;
    private int winner = -1;
    private int position;

    /// @param wanted how many hits make the result complete
    RaceStream(List<HitStream> racers, long wanted) {
        this.racers = racers;
        this.wanted = wanted;
        racers.forEach(_ -> hits.add(new ArrayList<>()));
    }

    @Override
    public Step step() {
        if (result == null) {
            HitStream next = racers.stream()
                    .min(Comparator.comparingLong(HitStream::work))
                    .orElseThrow();
            int number = racers.indexOf(next);
            if (isDone(next, hits.get(number))) {
                winner = number;
                result = hits.get(number);
            }
            return Step.WORKED;
        }
        if (position < result.size()) {
            position++;
            return Step.HIT;
        }
        return Step.END;
    }

    private boolean isDone(HitStream stream, List<Hit> found) {
        long until = stream.work() + WORK_A_TURN;
        while (stream.work() < until) {
            switch (stream.step()) {
                case HIT -> {
                    found.add(stream.hit());
                    if (found.size() == wanted) {
                        return true;
                    }
                }
                case END -> {
                    return true;
                }
                case WORKED -> {
                    // goes on
                }
            }
        }
        return false;
    }

    /// Which of the streams was done first; -1 as long as none is.
    int winner() {
        return winner;
    }

    List<HitStream> racers() {
        return racers;
    }

    @Override
    public Hit hit() {
        if (result == null) {
            throw new IllegalStateException("no hit");
        }
        return result.get(position - 1);
    }

    @Override
    public long keysExamined() {
        return racers.stream().mapToLong(HitStream::keysExamined).sum();
    }

    @Override
    public long docsExamined() {
        return racers.stream().mapToLong(HitStream::docsExamined).sum();
    }

    @Override
    public void close() {
        racers.forEach(HitStream::close);
    }
}
