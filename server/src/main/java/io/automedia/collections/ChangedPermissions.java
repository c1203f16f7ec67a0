package io.automedia.collections;

import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.pull;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.model.Filters;
import io.automedia.collections.PostCollection.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;

/// What became of one person's permission, as an update that touches his entry only: those of others stay as they are,
/// also where another program wrote what isn't known here.
///
/// @param arrayFilters what the update names the entry by
record ChangedPermissions(Bson change, List<Bson> arrayFilters) {
    private static final String FIELD = "permissions";

    /// The update that makes `after` of `before`.
    static ChangedPermissions between(List<Permission> before, List<Permission> after) {
        Map<ObjectId, Permission> former = byPerson(before);
        Map<ObjectId, Permission> present = byPerson(after);
        List<Bson> changes = new ArrayList<>();
        List<Bson> arrayFilters = new ArrayList<>();
        former.keySet().stream()
                .filter(person -> !present.containsKey(person))
                .forEach(person -> changes.add(pull(FIELD, new Document("userId", person))));
        present.forEach((person, permission) -> {
            Permission was = former.get(person);
            if (was == null) {
                changes.add(push(FIELD, permission));
            } else if (!was.equals(permission)) {
                changes.add(set(FIELD + ".$[his].role", permission.role()));
                changes.add(set(FIELD + ".$[his].grantedAt", permission.grantedAt()));
                arrayFilters.add(Filters.eq("his.userId", person));
            }
        });
        return new ChangedPermissions(combine(changes), arrayFilters);
    }

    private static Map<ObjectId, Permission> byPerson(List<Permission> permissions) {
        return permissions.stream()
                .collect(Collectors.toMap(Permission::userId, Function.identity(), (first, second) -> first));
    }
}
