package io.automedia.embeddedmongodb.differential;

import static io.automedia.embeddedmongodb.differential.Terms.document;
import static io.automedia.embeddedmongodb.differential.Terms.flag;
import static io.automedia.embeddedmongodb.differential.Terms.list;
import static io.automedia.embeddedmongodb.differential.Terms.number;
import static io.automedia.embeddedmongodb.differential.Terms.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.BsonValue;

/// Makes a program: a collection with indexes and documents, and commands to it whose answers MongoDB determines.
final class Generator {
    private static final String COLLECTION = "fuzz";
    private static final List<String> INDEXES = List.of(
            "{key: {a: 1}}",
            "{key: {b: -1}}",
            "{key: {n: 1, t: -1}}",
            "{key: {'a.b': 1}}",
            "{key: {l: 1}}",
            "{key: {a: 1, n: -1}}",
            "{key: {d: -1, a: 1}}",
            "{key: {c: 1}, sparse: true}",
            "{key: {t: 1, b: 1}, partialFilterExpression: {n: {$gt: 1}}}",
            "{key: {e: 1}, unique: true, sparse: true}",
            "{key: {n: 1, t: 1, d: 1}, unique: true}",
            "{key: {t: 1}, unique: true, partialFilterExpression: {n: {$gte: 2}}}");

    private final Dice dice;
    private final Values values;
    private final Filters filters;
    private final Updates updates;
    private final Pipelines pipelines;
    private final Habits habits;
    private final List<BsonValue> ids = new ArrayList<>();

    Generator(long seed) {
        dice = new Dice(seed);
        values = new Values(dice);
        Expressions expressions = new Expressions(dice, values);
        filters = new Filters(dice, values, expressions);
        updates = new Updates(dice, values, filters, expressions);
        pipelines = new Pipelines(dice, filters, expressions);
        habits = new Habits(dice, values, filters);
    }

    /// The set-up and so many commands.
    Program program(int commands) {
        List<BsonDocument> all = new ArrayList<>(setUp());
        for (int i = 0; i < commands; i++) {
            all.add(command());
        }
        return new Program(all);
    }

    private List<BsonDocument> setUp() {
        List<BsonDocument> setUp = new ArrayList<>();
        BsonArray indexes = new BsonArray();
        Set<String> chosen = new LinkedHashSet<>();
        for (int i = dice.below(4); i > 0; i--) {
            chosen.add(dice.pick(INDEXES));
        }
        chosen.forEach(index -> indexes.add(named(BsonDocument.parse(index))));
        setUp.add(document("drop", text(COLLECTION)));
        if (!indexes.isEmpty()) {
            setUp.add(document("createIndexes", text(COLLECTION)).append("indexes", indexes));
        }
        BsonArray documents = new BsonArray();
        for (int i = 0; i < 15; i++) {
            BsonValue id = dice.chance(85) ? number(i) : values.id();
            if (!ids.contains(id)) {
                ids.add(id);
                documents.add(values.document(id));
            }
        }
        setUp.add(document("insert", text(COLLECTION))
                .append("documents", documents)
                .append("ordered", flag(false)));
        return setUp;
    }

    private static BsonDocument named(BsonDocument index) {
        String name = String.join("_", index.getDocument("key").keySet());
        return index.append("name", text(name + (index.size() > 1 ? "_" + index.size() : "")));
    }

    private BsonDocument command() {
        if (dice.chance(15)) {
            return habits.command(ids);
        }
        int choice = dice.below(100);
        if (choice < 32) {
            return find();
        }
        if (choice < 56) {
            return command("aggregate").append("pipeline", pipelines.pipeline()).append("cursor", new BsonDocument());
        }
        if (choice < 78) {
            return command("update").append("updates", list(statement()));
        }
        if (choice < 81) {
            return command("update")
                    .append("updates", list(statement(), statement(), statement()))
                    .append("ordered", flag(dice.chance(50)));
        }
        return rarer(choice);
    }

    private BsonDocument rarer(int choice) {
        return switch (choice % 10) {
            case 0, 1, 2 -> findAndModify();
            case 3 -> insert();
            case 4 -> command("update").append("updates", list(many()));
            case 5 -> command("update").append("updates", list(updates.positional(id())));
            case 6 -> command("count").append("query", filters.filter(2));
            case 7 -> command("delete").append("deletes", list(deletion()));
            default ->
                command("distinct")
                        .append("key", text(dice.pick(Values.PATHS)))
                        .append("query", dice.chance(50) ? new BsonDocument() : filters.filter(1));
        };
    }

    private static BsonDocument command(String name) {
        return document(name, text(COLLECTION));
    }

    private BsonValue id() {
        return dice.chance(85) ? dice.pick(ids) : values.id();
    }

    private BsonDocument find() {
        BsonDocument find = command("find").append("filter", filters.filter(2));
        if (dice.chance(50)) {
            find.append("sort", pipelines.order());
            if (dice.chance(30)) {
                find.append("skip", number(dice.below(5)));
            }
            if (dice.chance(40)) {
                find.append("limit", number(1 + dice.below(6)));
            }
        }
        if (dice.chance(25)) {
            find.append("projection", pipelines.shown());
        }
        return find.append("batchSize", number(1000));
    }

    private BsonDocument target() {
        BsonDocument filter = document("_id", id());
        if (dice.chance(25)) {
            filters.filter(1).forEach(filter::putIfAbsent);
        }
        return filter;
    }

    private BsonDocument statement() {
        BsonDocument statement = document("q", target());
        statement.putAll(updates.statement());
        return dice.chance(20) ? statement.append("upsert", BsonBoolean.TRUE) : statement;
    }

    private BsonDocument many() {
        return document("q", filters.filter(1)).append("u", updates.operators()).append("multi", BsonBoolean.TRUE);
    }

    private BsonDocument deletion() {
        return dice.chance(70)
                ? document("q", target()).append("limit", number(1))
                : document("q", filters.filter(1).append("n", values.small())).append("limit", number(0));
    }

    private BsonDocument insert() {
        BsonArray documents = new BsonArray();
        for (int i = dice.below(3); i >= 0; i--) {
            documents.add(values.document(id()));
        }
        return command("insert").append("documents", documents).append("ordered", flag(dice.chance(50)));
    }

    private BsonDocument findAndModify() {
        BsonDocument command = command("findAndModify");
        boolean sorts = dice.chance(40);
        command.append("query", sorts ? filters.filter(1) : target());
        if (sorts) {
            command.append("sort", pipelines.order());
        }
        if (dice.chance(15)) {
            return command.append("remove", BsonBoolean.TRUE);
        }
        BsonDocument statement = updates.statement();
        command.append("update", statement.get("u", BsonNull.VALUE));
        if (statement.containsKey("arrayFilters")) {
            command.append("arrayFilters", statement.get("arrayFilters"));
        }
        if (!sorts && dice.chance(25)) {
            command.append("upsert", BsonBoolean.TRUE);
        }
        if (dice.chance(20)) {
            command.append("fields", pipelines.projection());
        }
        return dice.chance(50) ? command.append("new", BsonBoolean.TRUE) : command;
    }
}
