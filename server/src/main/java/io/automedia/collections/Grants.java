package io.automedia.collections;

import io.automedia.access.Role;
import io.automedia.collections.PostCollection.Grant;
import io.automedia.collections.PostCollection.Permission;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.bson.types.ObjectId;

/// What was given to people, by the names by which it was: by an address, or by an id. Somebody may have several, and
/// the greatest counts: that is his permission. A collection keeps the permissions, and grants only where they say
/// more than those: the ones by addresses, and the ones by the ids of who has one by an address.
final class Grants {
    /// How long what was given to an address waits for who has it.
    static final Duration WAITS = Duration.ofDays(90);

    private Grants() {}

    /// All that was given in a collection, those by ids first. What another program made
    /// of the permissions counts: whom it took out has nothing any more, and whom it gave another role has that.
    static List<Grant> of(PostCollection collection) {
        List<Grant> kept = asPermitted(collection);
        Set<ObjectId> seen = new HashSet<>();
        kept.stream().map(Grant::userId).filter(Objects::nonNull).forEach(seen::add);
        List<Grant> all = new ArrayList<>();
        for (Permission permission : collection.permissions()) {
            if (seen.add(permission.userId())) {
                all.add(new Grant(null, permission.userId(), permission.role(), permission.grantedAt()));
            }
        }
        kept.stream()
                .filter(grant -> grant.email() == null && isInForce(grant, collection))
                .forEach(all::add);
        kept.stream()
                .filter(grant -> grant.email() != null && isInForce(grant, collection))
                .forEach(all::add);
        return all;
    }

    private static List<Grant> asPermitted(PostCollection collection) {
        Map<ObjectId, Permission> present = new HashMap<>();
        collection.permissions().forEach(one -> present.putIfAbsent(one.userId(), one));
        Map<ObjectId, Role> given = new HashMap<>();
        permissions(collection.grants()).forEach(one -> given.put(one.userId(), one.role()));
        return collection.grants().stream()
                .map(grant -> {
                    Permission now = grant.userId() == null ? null : present.get(grant.userId());
                    return now == null || now.role() == given.get(now.userId())
                            ? grant
                            : new Grant(grant.email(), now.userId(), now.role(), now.grantedAt());
                })
                .toList();
    }

    private static boolean isInForce(Grant grant, PostCollection collection) {
        return grant.userId() == null || collection.names(grant.userId());
    }

    /// What was given before this moment waits no more.
    static Instant waitingSince(Instant now) {
        return now.minus(WAITS);
    }

    /// Whether who has the address may take it still. What has no time was never given here.
    static boolean waits(Grant grant, Instant now) {
        return grant.userId() == null
                && grant.grantedAt() != null
                && grant.grantedAt().isAfter(waitingSince(now));
    }

    /// Those by an address.
    static Predicate<Grant> to(String email) {
        return grant -> email.equals(grant.email());
    }

    /// The one by an id.
    static Predicate<Grant> to(ObjectId person) {
        return grant -> grant.email() == null && person.equals(grant.userId());
    }

    /// The same with one in the place of another, or behind all of them.
    static List<Grant> with(List<Grant> grants, Predicate<Grant> former, Grant grant) {
        return grants.stream().anyMatch(former)
                ? grants.stream().map(one -> former.test(one) ? grant : one).toList()
                : Stream.concat(grants.stream(), Stream.of(grant)).toList();
    }

    static List<Grant> without(List<Grant> grants, Predicate<Grant> which) {
        return grants.stream().filter(which.negate()).toList();
    }

    /// What each person may do by all that was given to him.
    static List<Permission> permissions(List<Grant> grants) {
        Map<ObjectId, Grant> greatest = new LinkedHashMap<>();
        for (Grant grant : grants) {
            if (grant.userId() != null) {
                greatest.merge(grant.userId(), grant, Grants::greater);
            }
        }
        List<Permission> permissions = new ArrayList<>();
        greatest.forEach((person, grant) -> permissions.add(new Permission(person, grant.role(), grant.grantedAt())));
        return permissions;
    }

    private static Grant greater(Grant one, Grant other) {
        if (one.role() == null) {
            return other;
        }
        return other.role() == null || one.role().includes(other.role()) ? one : other;
    }

    /// Those that say more than the permissions.
    static List<Grant> kept(List<Grant> grants) {
        Set<ObjectId> byAddress = new HashSet<>();
        grants.stream()
                .filter(grant -> grant.email() != null)
                .map(Grant::userId)
                .filter(Objects::nonNull)
                .forEach(byAddress::add);
        return grants.stream()
                // a role that isn't known here can't be written again
                .filter(grant -> grant.role() != null && (grant.email() != null || byAddress.contains(grant.userId())))
                .toList();
    }
}
