package io.automedia.content;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;

/// Does something just before a command is sent: what another node does between two steps of this one.
final class Meanwhile implements CommandListener {
    private record Waiting(String command, String collection, Runnable work) {}

    private final AtomicReference<@Nullable Waiting> waiting = new AtomicReference<>();

    /// Before the next command of that name for a collection, once.
    void before(String command, String collection, Runnable work) {
        waiting.set(new Waiting(command, collection, work));
    }

    @Override
    public void commandStarted(CommandStartedEvent event) {
        Waiting next = waiting.get();
        if (next != null
                && event.getCommandName().equals(next.command())
                && new BsonString(next.collection()).equals(event.getCommand().get(next.command()))
                && waiting.compareAndSet(next, null)) {
            next.work().run();
        }
    }
}
