package io.automedia.collections;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.automedia.access.Role;
import io.automedia.collections.PostCollection.Grant;
import io.automedia.collections.PostCollection.Permission;
import java.time.Instant;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/// With whom a collection is shared, as its owners see it: by the name that they gave him.
///
/// @param userId who was named by his id; null for an address
/// @param email an address, whether it has an account or not; null for an id
/// @param role null where another program wrote one that isn't known here
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SharedWith(
        @Nullable ObjectId userId,
        @Nullable String email,
        @Nullable Role role,
        @Nullable Instant grantedAt) {
    static SharedWith of(Permission permission) {
        return new SharedWith(permission.userId(), null, permission.role(), permission.grantedAt());
    }

    static SharedWith of(Grant grant) {
        return new SharedWith(
                grant.email() == null ? grant.userId() : null, grant.email(), grant.role(), grant.grantedAt());
    }
}
