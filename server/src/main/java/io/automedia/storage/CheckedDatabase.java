package io.automedia.storage;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The database that everybody gets: whatever is written to a collection that has a description is checked against it
/// before it is sent, and a command for one document that the server broke off, so that nothing came of it, is sent
/// again. The driver's interfaces have some two hundred methods, nearly all of which are handed through;
/// hence a proxy.
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
    private final Map<String, DocumentCheck> checks;

    private CheckedDatabase(Object checked, Map<String, DocumentCheck> checks) {
        this.checked = checked;
        this.checks = checks;
    }

    static MongoDatabase of(MongoDatabase database, List<CollectionSchema> schemas) {
        Map<String, DocumentCheck> checks = schemas.stream()
                .filter(schema -> schema.jsonSchema() != null)
                .collect(Collectors.toUnmodifiableMap(CollectionSchema::name, CheckedDatabase::check));
        return proxy(MongoDatabase.class, database, checks);
    }

    private static DocumentCheck check(CollectionSchema schema) {
        return DocumentCheck.of(java.util.Objects.requireNonNull(schema.jsonSchema()));
    }

    private static <T> T proxy(Class<T> type, T checked, Map<String, DocumentCheck> checks) {
        return type.cast(Proxy.newProxyInstance(
                CheckedDatabase.class.getClassLoader(), new Class<?>[] {type}, new CheckedDatabase(checked, checks)));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments) {
        if (checked instanceof MongoCollection<?> collection && arguments != null) {
            DocumentCheck check = checks.get(collection.getNamespace().getCollectionName());
            if (check != null) {
                new WriteCheck(collection, check).look(method.getName(), arguments);
            }
        }
        Object answer = OF_ONE_DOCUMENT.contains(method.getName())
                ? ContestedWrites.run(() -> call(method, arguments))
                : call(method, arguments);
        return switch (answer) {
            case MongoDatabase database -> proxy(MongoDatabase.class, database, checks);
            case MongoCollection<?> collection -> proxy(MongoCollection.class, collection, checks);
            case null -> null;
            case Object other -> other;
        };
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
