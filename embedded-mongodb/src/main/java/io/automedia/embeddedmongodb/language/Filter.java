package io.automedia.embeddedmongodb.language;

import io.automedia.embeddedmongodb.bson.RawDocument;
import io.automedia.embeddedmongodb.values.Document;

/// A compiled filter: a pure predicate over raw documents, safe for use by several threads.
public final class Filter {
    private final Condition condition;
    private final DocumentTest test;

    private Filter(Condition condition) {
        this.condition = condition;
        this.test = FilterCompiler.document(condition);
    }

    /// Compiles a filter as `find` takes it.
    /// @throws io.automedia.embeddedmongodb.errors.MongoError where MongoDB would refuse it
    public static Filter compile(RawDocument filter) {
        return compile(filter, Variables.none());
    }

    /// As `compile`, where `$expr` may use the variables of `let`, and `$$NOW`.
    public static Filter compile(RawDocument filter, Variables variables) {
        return new Filter(new ConditionParser(variables).parse(Document.of(filter)));
    }

    /// The filter that a condition stands for, such as what a planner left over.
    public static Filter of(Condition condition) {
        return new Filter(condition);
    }

    public Condition condition() {
        return condition;
    }

    public boolean matches(RawDocument document) {
        return test.test(document.array(), document.offset());
    }

    boolean matches(Document document) {
        return document.isRaw() ? test.test(document.bytes(), document.offset()) : matches(document.toRaw());
    }
}
