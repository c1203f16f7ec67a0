package io.automedia.content.importing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/// What will become of each slice, written down before it is stored. A slice that is stored again after a
/// crash finds its own posts; what is counted then is what stands here.
final class Outcomes implements AutoCloseable {
    private final FileChannel file;
    private final Map<Long, Outcome> written = new HashMap<>();

    /// The counts of one slice.
    record Outcome(long firstLine, long lastLine, long created, long updated, long unchanged, long rejected) {
        private static final int NUMBERS = 6;

        static Outcome parse(String line) {
            String[] numbers = line.split(" ", -1);
            if (numbers.length != NUMBERS) {
                throw new NumberFormatException(line);
            }
            return new Outcome(
                    Long.parseLong(numbers[0]),
                    Long.parseLong(numbers[1]),
                    Long.parseLong(numbers[2]),
                    Long.parseLong(numbers[3]),
                    Long.parseLong(numbers[4]),
                    Long.parseLong(numbers[5]));
        }

        @Override
        public String toString() {
            return firstLine + " " + lastLine + " " + created + " " + updated + " " + unchanged + " " + rejected;
        }
    }

    private Outcomes(FileChannel file) {
        this.file = file;
    }

    static Outcomes open(Path path) throws IOException {
        Outcomes outcomes = new Outcomes(
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
        long whole = 0;
        for (String line : Files.readString(path, StandardCharsets.US_ASCII).split("(?<=\n)", -1)) {
            if (!line.endsWith("\n")) {
                break;
            }
            Outcome outcome = Outcome.parse(line.strip());
            outcomes.written.put(outcome.firstLine(), outcome);
            whole += line.length();
        }
        // a line that a crash cut off is written again
        outcomes.file.truncate(whole).position(whole);
        return outcomes;
    }

    /// What stands for this slice; else this, which stands from now on.
    Outcome settle(Outcome computed) throws IOException {
        Outcome known = written.get(computed.firstLine());
        if (known != null && known.lastLine() == computed.lastLine()) {
            return known;
        }
        ByteBuffer line = ByteBuffer.wrap((computed + "\n").getBytes(StandardCharsets.US_ASCII));
        while (line.hasRemaining()) {
            file.write(line);
        }
        file.force(false);
        written.put(computed.firstLine(), computed);
        return computed;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
