package io.automedia.embeddedmongodb.planner;

import java.util.ArrayList;
import java.util.List;

/// Lets two streams with the same result work in turns and gives out the result of the one that is done first. Costs
/// at most twice what the better one costs.
final class RaceStream implements HitStream {
    private static final int TURN = 128;

    private final HitStream first;
    private final HitStream second;
    private final long wanted;
    private final List<Hit> ofFirst = new ArrayList<>();
    private final List<Hit> ofSecond = new ArrayList<>();
    private boolean decided;
    private boolean firstWon;
    private int position;

    /// @param wanted how many hits make the result complete
    RaceStream(HitStream first, HitStream second, long wanted) {
        this.first = first;
        this.second = second;
        this.wanted = wanted;
    }

    @Override
    public Step step() {
        if (!decided) {
            if (advance(first, ofFirst)) {
                decided = true;
                firstWon = true;
            } else if (advance(second, ofSecond)) {
                decided = true;
            }
            return Step.WORKED;
        }
        if (position < result().size()) {
            position++;
            return Step.HIT;
        }
        return Step.END;
    }

    private boolean advance(HitStream stream, List<Hit> hits) {
        long until = stream.docsExamined() + TURN;
        while (stream.docsExamined() < until) {
            switch (stream.step()) {
                case HIT -> {
                    hits.add(stream.hit());
                    if (hits.size() == wanted) {
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

    private List<Hit> result() {
        return firstWon ? ofFirst : ofSecond;
    }

    @Override
    public Hit hit() {
        return result().get(position - 1);
    }

    @Override
    public long keysExamined() {
        return first.keysExamined() + second.keysExamined();
    }

    @Override
    public long docsExamined() {
        return first.docsExamined() + second.docsExamined();
    }

    @Override
    public void close() {
        first.close();
        second.close();
    }
}
