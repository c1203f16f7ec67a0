package io.automedia.storage;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Has one node at a time carry out what is left of the migrations.
@Component
final class MigrationLoop implements RunsLoop {
    private static final Duration IDLE = Duration.ofMinutes(10);

    private final LeasedLoop loop;

    MigrationLoop(
            MongoDatabase database,
            InstalledSchema installed,
            Leases leases,
            ObjectProvider<Migration> migrations,
            Clock clock) {
        Migrations all = new Migrations(database, migrations.stream().toList(), clock);
        this.loop = new LeasedLoop(leases, "migrations", IDLE, all::step);
    }

    @Override
    public LeasedLoop loop() {
        return loop;
    }
}
