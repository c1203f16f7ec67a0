package io.automedia.standingqueries;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RowsTest {
    private static final Demands NONE = new Demands(Filters.NONE, new int[0]);

    /// A row is dead in every even state, and is given to another query while readers still look for that state.
    @Test
    void aRowThatIsGivenAwayHoldsInNoStateInWhichItWasDead() throws Exception {
        Rows rows = new Rows();
        AtomicLong state = new AtomicLong();
        AtomicBoolean done = new AtomicBoolean();
        rows.write(0, 7, new byte[0], NONE, true, true);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Callable<Integer> reader = () -> {
                int wrong = 0;
                while (!done.get()) {
                    wrong += rows.holds(0, state.get()) ? 1 : 0;
                }
                return wrong;
            };
            Future<Integer> wrong = threads.submit(reader);
            for (long dead = 2; dead <= 4_000_000; dead += 2) {
                rows.begin(0, dead - 1);
                rows.end(0, dead);
                state.set(dead);
                rows.clear(0);
                rows.write(0, 7, new byte[0], NONE, true, true);
            }
            done.set(true);
            assertThat(wrong.get()).isZero();
        }
    }
}
