/// Webhooks: who outside is told of what happens to a connection or a topic. Here is what one must be
/// like, its secret, and how people change it; the modules whose things have webhooks keep them
/// ([WebhookKind]). Nothing is sent yet.
@ApplicationModule(allowedDependencies = {"shared", "storage", "access", "audit", "outgoing"})
@NullMarked
package io.automedia.webhooks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
