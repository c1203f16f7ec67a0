package io.automedia.embeddedmongodb.planner;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lets streams with the same result work in turns and gives out the result of the one that is done first.
/// It costs at most three times what the best one costs: two of them less where that one was expected to win, three
/// because none is held back.
final class RaceStream implements HitStream {
    private static final int WORK_A_TURN = 256;

    private final List<HitStream> racers;
    private final List<List<Hit>> hits = new ArrayList<>();
    private final List<Integer> handicaps;
    private final long wanted;
    private @Nullable List<Hit> result;
    private int position;

    /// @param handicaps how often the work of each racer counts: twice for what will probably not win
    /// @param wanted how many hits make the result complete
    RaceStream(List<HitStream> racers, List<Integer> handicaps, long wanted) {
        this.racers = racers;
        this.handicaps = handicaps;
        this.wanted = wanted;
        racers.forEach(_ -> hits.add(new ArrayList<>()));
    }

    @Override
    public Step step() {
        if (result == null) {
            int number = whoseTurn();
            HitStream next = racers.get(number);
            if (isDone(next, hits.get(number))) {
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

    private int whoseTurn() {
        int least = 0;
        for (int i = 1; i < racers.size(); i++) {
            if (racers.get(i).work() * handicaps.get(i) < racers.get(least).work() * handicaps.get(least)) {
                least = i;
            }
        }
        return least;
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
