package io.automedia.embeddedmongodb.storage;

import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/// Says why the data folder cannot be written, to clients and once in the log. When a write finds the disk full,
/// RocksDB goes on by itself when there is space again. After any other failure, and after a failed sync, what the
/// files hold is known only to a restart, which reads them, so nothing is written any more until then.
final class WriteRefusals {
    private static final System.Logger LOG = System.getLogger(WriteRefusals.class.getName());

    /// What RocksDB says of a file that somebody else's write or sync has failed on.
    private static final Set<String> SYMPTOMS =
            Set.of("Writer has previous error.", "Seen error. Skip writing buffer.");

    /// How RocksDB's words for a failed sync begin. A write that comes right after it is refused with the same words,
    /// perhaps before the one who synced has noted the failure.
    private static final List<String> SYNCS = List.of("While fdatasync", "While fsync");

    private static final long PATIENCE_MILLIS = 5_000;

    private final Path folder;
    private volatile @Nullable Refusal refusal;

    private record Refusal(ErrorCode code, String reason, boolean lasting) {}

    WriteRefusals(Path folder) {
        this.folder = folder;
    }

    /// Whether writes are refused until there is space.
    boolean isWaitingForSpace() {
        Refusal known = refusal;
        return known != null && !known.lasting();
    }

    /// Refuses when an earlier failure does not allow to write until a restart.
    void check() {
        Refusal known = refusal;
        if (known != null && known.lasting()) {
            throw error(known);
        }
    }

    /// Notes that a write failed; returns what to tell the client.
    synchronized MongoError writeFailed(RocksDBException cause) {
        return note(cause, SYNCS.stream().anyMatch(String.valueOf(cause.getMessage())::startsWith));
    }

    /// Notes that a sync failed; returns what to tell the client.
    synchronized MongoError syncFailed(RocksDBException cause) {
        return note(cause, true);
    }

    /// Notes that everything is on the disk after there was no space.
    synchronized void hasSpaceAgain() {
        if (isWaitingForSpace()) {
            refusal = null;
            LOG.log(System.Logger.Level.INFO, "The data folder {0} can be written again.", folder);
        }
    }

    private MongoError note(RocksDBException cause, boolean lasting) {
        boolean symptom = SYMPTOMS.contains(String.valueOf(cause.getMessage()));
        if (symptom) {
            awaitCause();
        }
        Refusal known = refusal;
        if (known != null && known.lasting()) {
            return error(known);
        }
        boolean full = isFull(cause);
        Refusal next = symptom && known != null
                ? new Refusal(known.code(), known.reason(), true)
                : new Refusal(
                        full ? ErrorCode.OUT_OF_DISK_SPACE : ErrorCode.UNKNOWN_ERROR,
                        String.valueOf(cause.getMessage()),
                        lasting || !full);
        refusal = next;
        if (known == null || next.lasting()) {
            LOG.log(System.Logger.Level.ERROR, sentence(next));
        }
        notifyAll();
        return error(next);
    }

    /// Whoever met the failure itself is about to note it.
    private void awaitCause() {
        long end = System.currentTimeMillis() + PATIENCE_MILLIS;
        boolean interrupted = false;
        for (long left = PATIENCE_MILLIS; refusal == null && left > 0; left = end - System.currentTimeMillis()) {
            try {
                wait(left);
            } catch (InterruptedException stopping) {
                interrupted = true;
                break;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private MongoError error(Refusal of) {
        return new MongoError(of.code(), sentence(of));
    }

    private String sentence(Refusal of) {
        return "The data folder " + folder + " cannot be written (" + of.reason() + "): writes are refused until "
                + (of.lasting() ? "the server is started again." : "there is space on the disk again.");
    }

    private static boolean isFull(RocksDBException cause) {
        Status status = cause.getStatus();
        boolean named = status != null && status.getSubCode() == Status.SubCode.NoSpace;
        return named || String.valueOf(cause.getMessage()).contains("No space left");
    }
}
