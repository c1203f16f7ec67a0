package io.automedia.embeddedmongodb.commands;

import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.errors.ErrorCode;
import io.automedia.embeddedmongodb.errors.MongoError;
import io.automedia.embeddedmongodb.planner.QueryPlanner;
import io.automedia.embeddedmongodb.protocol.Command;
import io.automedia.embeddedmongodb.protocol.CommandHandler;
import io.automedia.embeddedmongodb.protocol.Reply;
import io.automedia.embeddedmongodb.storage.Store;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Predicate;

/// Knows all commands that touch data, and runs what has to be done from time to time. Closed before the store is.
public final class Commands implements CommandHandler, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Commands.class.getName());

    private static final QueryLanguage LANGUAGE = new CompiledLanguage(Clock.systemUTC());

    private final Environment environment;
    private final ReadCommands reads;
    private final InsertCommand insert;
    private final UpdateCommand update;
    private final FindAndModifyCommand findAndModify;
    private final AggregateCommand aggregate;
    private final CollectionCommands collections;
    private final IndexCommands indexes;
    private final StatisticsCommands statistics;
    private final ExplainCommand explain;
    private final Housekeeping housekeeping;
    private final Duration slow;

    /// @param refuseCollectionScans whether queries that no index serves are refused
    /// @param slow commands that take longer are logged
    /// @param keepExpired whether documents stay that TTL indexes say are over
    public Commands(Store store, boolean refuseCollectionScans, Duration slow, boolean keepExpired, Clock clock) {
        environment = new Environment(
                store,
                new QueryPlanner(refuseCollectionScans),
                LANGUAGE,
                new Cursors(clock),
                new ObjectIds(clock),
                clock);
        this.slow = slow;
        Modifier modifier = new Modifier(environment);
        reads = new ReadCommands(environment);
        insert = new InsertCommand(environment);
        update = new UpdateCommand(environment, modifier);
        findAndModify = new FindAndModifyCommand(environment, reads, modifier);
        aggregate = new AggregateCommand(environment);
        collections = new CollectionCommands(environment);
        indexes = new IndexCommands(environment, collections);
        statistics = new StatisticsCommands(environment, collections);
        explain = new ExplainCommand(environment, reads, aggregate);
        housekeeping = new Housekeeping(environment, modifier, keepExpired);
    }

    /// Compiles the filter expression of a partial index.
    public static Predicate<RawDocument> partialFilter(RawDocument filter) {
        return LANGUAGE.filter(filter, RawDocument.EMPTY);
    }

    @Override
    public Reply handle(Command command) {
        long started = System.nanoTime();
        try {
            return run(Arguments.of(command));
        } finally {
            Duration took = Duration.ofNanos(System.nanoTime() - started);
            if (took.compareTo(slow) > 0) {
                LOG.log(System.Logger.Level.INFO, "slow: {0} ms for {1}", took.toMillis(), shortened(command.body()));
            }
        }
    }

    private static String shortened(RawDocument body) {
        String text = body.length() > 20_000 ? "a command of " + body.length() + " bytes" : body.toString();
        return text.length() <= 1_000 ? text : text.substring(0, 1_000) + " …";
    }

    private Reply run(Arguments arguments) {
        return switch (arguments.command()) {
            case "find" -> reads.find(arguments);
            case "getMore" -> reads.getMore(arguments);
            case "killCursors" -> reads.killCursors(arguments);
            case "count" -> reads.count(arguments);
            case "distinct" -> reads.distinct(arguments);
            case "aggregate" ->
                arguments.flag("explain", false) ? explain.explain(arguments) : aggregate.run(arguments);
            case "explain" -> explain.run(arguments);
            case "insert" -> insert.run(arguments);
            case "update" -> update.update(arguments);
            case "delete" -> update.delete(arguments);
            case "findAndModify", "findandmodify" -> findAndModify.run(arguments);
            case "create" -> collections.create(arguments);
            case "collMod" -> collections.change(arguments);
            case "drop" -> collections.drop(arguments);
            case "dropDatabase" -> collections.dropDatabase(arguments);
            case "renameCollection" -> collections.rename(arguments);
            case "listCollections" -> collections.list(arguments);
            case "listDatabases" -> collections.listDatabases(arguments);
            case "createIndexes" -> indexes.create(arguments);
            case "dropIndexes", "deleteIndexes" -> indexes.drop(arguments);
            case "listIndexes" -> indexes.list(arguments);
            case "collStats", "collstats" -> statistics.collection(arguments);
            case "dbStats", "dbstats" -> statistics.database(arguments);
            case "serverStatus" -> statistics.server();
            case "validate" -> statistics.validate(arguments);
            case "fsync" -> fsync();
            case "commitTransaction", "abortTransaction", "mapReduce", "geoSearch" ->
                throw new MongoError(
                        ErrorCode.COMMAND_NOT_SUPPORTED,
                        "The command '" + arguments.command() + "' is not supported by this server");
            default ->
                throw new MongoError(ErrorCode.COMMAND_NOT_FOUND, "no such command: '" + arguments.command() + "'");
        };
    }

    private Reply fsync() {
        environment.store().awaitDurable();
        return new Reply.Fields(RawDocument.EMPTY);
    }

    /// Deletes expired documents and closes idle cursors now, which otherwise happens once a minute.
    public void tidy() {
        housekeeping.run();
    }

    @Override
    public void close() {
        housekeeping.close();
        environment.cursors().close();
    }
}
