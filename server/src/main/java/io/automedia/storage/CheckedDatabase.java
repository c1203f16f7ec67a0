package io.automedia.storage;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The database that everybody gets: whatever is written to a collection that has a description gets the defaults and
/// times that it lacks and is checked before it is sent, and a command for one document that the server broke off, so
/// that nothing came of it, is sent again. The driver's interfaces have some two hundred methods, nearly all of which
/// are handed through; hence a proxy.
final class CheckedDatabase implements InvocationHandler {
    private static final Set<String> OF_ONE_DOCUMENT = Set.of(
            "insertOne",
            "updateOne",
            "replaceOne",
            "deleteOne",
            "findOneAndUpdate",
            "findOneAndReplace",
            "findOneAndDelete");

    private final Object checked;
    private final Context context;
    private final boolean touches;

    /// What all have in common that are reached from one database.
    private record Context(Map<String, CheckedWrite.Rules> rules, Clock clock) {}

    private CheckedDatabase(Object checked, Context context, boolean touches) {
        this.checked = checked;
        this.context = context;
        this.touches = touches;
    }

    static MongoDatabase of(MongoDatabase database, List<CollectionSchema> schemas, Clock clock) {
        Map<String, CheckedWrite.Rules> rules = new HashMap<>();
        for (CollectionSchema schema : schemas) {
            Shape shape = schema.shape();
            if (shape != null) {
                rules.put(schema.name(), new CheckedWrite.Rules(DocumentCheck.of(shape), new Stamp(shape)));
            }
        }
        return proxy(MongoDatabase.class, database, new Context(Map.copyOf(rules), clock), true);
    }

    @SuppressWarnings("unchecked") // it is a collection of the same
    static <T> MongoCollection<T> withoutTimestamps(MongoCollection<T> collection) {
        return Proxy.isProxyClass(collection.getClass())
                        && Proxy.getInvocationHandler(collection) instanceof CheckedDatabase handler
                ? proxy(MongoCollection.class, (MongoCollection<T>) handler.checked, handler.context, false)
                : collection;
    }

    private static <T> T proxy(Class<T> type, T checked, Context context, boolean touches) {
        return type.cast(Proxy.newProxyInstance(
                CheckedDatabase.class.getClassLoader(),
                new Class<?>[] {type},
                new CheckedDatabase(checked, context, touches)));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments) {
        @Nullable Object @Nullable [] ready = ready(method, arguments);
        Object answer = OF_ONE_DOCUMENT.contains(method.getName())
                ? ContestedWrites.run(() -> call(method, ready))
                : call(method, ready);
        return switch (answer) {
            case MongoDatabase database -> proxy(MongoDatabase.class, database, context, true);
            case MongoCollection<?> collection -> proxy(MongoCollection.class, collection, context, touches);
            case null -> null;
            case Object other -> other;
        };
    }

    private @Nullable Object @Nullable [] ready(Method method, @Nullable Object @Nullable [] arguments) {
        if (checked instanceof MongoCollection<?> collection && arguments != null) {
            CheckedWrite.Rules rules =
                    context.rules().get(collection.getNamespace().getCollectionName());
            if (rules != null) {
                long now = context.clock().millis();
                return new CheckedWrite(collection, rules, touches, now).ready(method.getName(), arguments);
            }
        }
        return arguments;
    }

    private @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) {
        try {
            return method.invoke(checked, arguments);
        } catch (InvocationTargetException thrown) {
            throw switch (thrown.getTargetException()) {
                case RuntimeException failure -> failure;
                case Error error -> throw error;
                case Throwable other -> new IllegalStateException("The driver declares no such thing", other);
            };
        } catch (IllegalAccessException theyArePublic) {
            throw new IllegalStateException(theyArePublic);
        }
    }
}
