/// Keys that lie in a key service and never leave it (AWS KMS, Google Cloud KMS, the transit engine of
/// HashiCorp Vault), for wrapping other keys. Which service is asked says whoever runs the instance, so
/// that nothing here goes through `outgoing`.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.automedia.kms;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
