package io.automedia.testing;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bson.BsonDocument;

/// What the application asks of MongoDB, while somebody listens.
public final class Overheard implements CommandListener {
    private static final Set<String> QUESTIONS =
            Set.of("find", "count", "distinct", "aggregate", "findAndModify", "update", "delete");
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("lsid", "$db", "$readPreference", "$clusterTime", "txnNumber", "writeConcern", "readConcern");

    private final List<BsonDocument> heard = new ArrayList<>();
    private boolean listening;

    /// Begins to listen, with nothing heard yet.
    public synchronized void listen() {
        heard.clear();
        listening = true;
    }

    /// Stops to listen.
    ///
    /// @return the commands that ask for documents, as they can be explained
    public synchronized List<BsonDocument> stop() {
        listening = false;
        return List.copyOf(heard);
    }

    @Override
    public synchronized void commandStarted(CommandStartedEvent event) {
        if (listening && QUESTIONS.contains(event.getCommandName())) {
            BsonDocument command = new BsonDocument();
            event.getCommand().clone().forEach(command::append);
            OF_THE_CONNECTION.forEach(command::remove);
            heard.add(command);
        }
    }
}
