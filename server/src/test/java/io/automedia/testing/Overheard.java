package io.automedia.testing;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import io.automedia.storage.ContestedWrites;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/// What is asked of MongoDB: by whomever while somebody listens, and every kind of question that the application itself
/// has.
public final class Overheard implements CommandListener {
    private static final Set<String> QUESTIONS =
            Set.of("find", "count", "distinct", "aggregate", "findAndModify", "update", "delete");
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("lsid", "$db", "$readPreference", "$clusterTime", "txnNumber", "writeConcern", "readConcern");
    private static final StackWalker CALLERS = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private final List<BsonDocument> heard = new ArrayList<>();
    private final List<BsonDocument> sent = new ArrayList<>();
    private boolean listening;
    private final Set<String> known = new HashSet<>();
    private final Map<String, BsonDocument> fresh = new HashMap<>();

    /// Begins to listen, with nothing heard yet.
    public synchronized void listen() {
        heard.clear();
        sent.clear();
        listening = true;
    }

    /// Stops to listen.
    ///
    /// @return the commands that ask for documents, as they can be explained
    public synchronized List<BsonDocument> stop() {
        listening = false;
        return List.copyOf(heard);
    }

    /// All that was said while somebody listened, as it was sent.
    public synchronized List<BsonDocument> sent() {
        return List.copyOf(sent);
    }

    /// The kinds of question that the application asked for the first time since this was called, whoever listened: one
    /// of each, as it
    /// can be explained.
    synchronized List<BsonDocument> newKinds() {
        List<BsonDocument> kinds = List.copyOf(fresh.values());
        fresh.clear();
        return kinds;
    }

    @Override
    public synchronized void commandStarted(CommandStartedEvent event) {
        if (listening) {
            sent.add(event.getCommand().clone());
        }
        if (QUESTIONS.contains(event.getCommandName())) {
            BsonDocument command = new BsonDocument();
            event.getCommand().clone().forEach(command::append);
            OF_THE_CONNECTION.forEach(command::remove);
            if (listening) {
                heard.add(command);
            }
            String kind = kind(command);
            if (!known.contains(kind) && isOfTheApplication()) {
                known.add(kind);
                fresh.put(kind, command);
            }
        }
    }

    /// A command without its values.
    public static String kind(BsonDocument command) {
        return shape(command);
    }

    private static String shape(BsonValue value) {
        return switch (value) {
            case BsonDocument document -> {
                StringBuilder fields = new StringBuilder("{");
                document.forEach((name, field) -> fields.append(name)
                        .append(':')
                        .append(
                                name.equals(document.getFirstKey()) && field.isString()
                                        ? field.asString().getValue()
                                        : shape(field))
                        .append(' '));
                yield fields.append('}').toString();
            }
            case BsonArray list -> list.isEmpty() ? "[]" : "[" + shape(list.getFirst()) + "]";
            default -> value.getBsonType().name();
        };
    }

    /// Whether what asks the driver is no test. The database that everybody gets, which repeats writes, stands between
    /// them.
    private static boolean isOfTheApplication() {
        return CALLERS.walk(frames -> frames.map(StackWalker.StackFrame::getDeclaringClass)
                .filter(caller -> caller.getName().startsWith("io.automedia.")
                        && !caller.getName().startsWith("io.automedia.storage.Checked")
                        && !caller.equals(ContestedWrites.class)
                        && !caller.equals(Overheard.class))
                .findFirst()
                .map(caller -> !caller.getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath()
                        .endsWith("/test-classes/"))
                .orElse(false));
    }
}
