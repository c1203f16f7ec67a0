/// People's collections of posts, and with whom they share them. Which posts a collection holds stands in
/// `collectionItems`; who may see them is decided by `Access`, and `content` asks here, through `Showcase`, before it
/// shows a post to somebody who doesn't have it in his library.
@ApplicationModule(
        allowedDependencies = {"shared", "storage", "access", "audit", "activity", "users", "updates", "mail", "content"
        })
@NullMarked
package io.automedia.collections;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
