/// The command `copy`: brings databases from one server or data folder to another through the driver, which only this
/// package uses. It can be interrupted at any moment and goes on where it was.
@NullMarked
package io.automedia.embeddedmongodb.copy;

import org.jspecify.annotations.NullMarked;
