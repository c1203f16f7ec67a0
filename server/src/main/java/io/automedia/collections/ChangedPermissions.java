package io.automedia.collections;

import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.pull;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.model.Filters;
import io.automedia.collections.PostCollection.Permission;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonObjectId;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// What became of a person's permission, as an update that touches his entry only: those of others stay as they are,
/// also where another program wrote what isn't known here.
///
/// @param arrayFilters what the update names the entry by
record ChangedPermissions(Bson change, List<Bson> arrayFilters) {
    private static final String FIELD = "permissions";

    /// The update that makes `after` of `before`.
    ///
    /// @param there the list as it is stored; null for none
    static ChangedPermissions between(List<Permission> before, List<Permission> after, @Nullable BsonValue there) {
        Map<ObjectId, Permission> former = byPerson(before);
        Map<ObjectId, Permission> present = byPerson(after);
        List<Bson> changes = new ArrayList<>();
        List<Bson> arrayFilters = new ArrayList<>();
        Set<ObjectId> touched = new LinkedHashSet<>();
        former.keySet().stream().filter(person -> !present.containsKey(person)).forEach(person -> {
            touched.add(person);
            changes.add(pull(FIELD, new Document("userId", person)));
        });
        present.forEach((person, permission) -> {
            Permission was = former.get(person);
            if (!permission.equals(was)) {
                touched.add(person);
            }
            if (was == null) {
                changes.add(push(FIELD, permission));
            } else if (!was.equals(permission)) {
                changes.add(set(FIELD + ".$[his].role", permission.role()));
                changes.add(set(FIELD + ".$[his].grantedAt", permission.grantedAt()));
                arrayFilters.add(Filters.eq("his.userId", person));
            }
        });
        return touched.size() < 2
                ? new ChangedPermissions(combine(changes), arrayFilters)
                : new ChangedPermissions(set(FIELD, whole(touched, present, there)), List.of());
    }

    /// An update can't take one out of a list and put another in: then the list is written anew, with what is stored
    /// of the others.
    private static List<Object> whole(
            Set<ObjectId> touched, Map<ObjectId, Permission> present, @Nullable BsonValue there) {
        List<Object> whole = new ArrayList<>();
        if (there instanceof BsonArray stored) {
            stored.stream()
                    .filter(one -> !(one instanceof BsonDocument document
                            && document.get("userId") instanceof BsonObjectId his
                            && touched.contains(his.getValue())))
                    .forEach(whole::add);
        }
        touched.stream().map(present::get).filter(Objects::nonNull).forEach(whole::add);
        return whole;
    }

    private static Map<ObjectId, Permission> byPerson(List<Permission> permissions) {
        return permissions.stream()
                .collect(Collectors.toMap(Permission::userId, Function.identity(), (first, second) -> first));
    }
}
