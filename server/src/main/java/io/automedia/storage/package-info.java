/// Where everything is kept: the connections to MongoDB and Redis, the servers embedded for people who have none, the
/// description
/// of each collection and its installer, leases, and the encryption of secret fields. It knows no feature.
@ApplicationModule(allowedDependencies = {"shared", "kms"})
@NullMarked
package io.automedia.storage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
