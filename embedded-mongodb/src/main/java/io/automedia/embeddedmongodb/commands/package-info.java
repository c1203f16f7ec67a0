/// The commands: from decoded requests to reads and writes of the storage, and back to replies. Knows the planner, the
/// storage and the query language, and of the wire protocol only what a command and a reply are.
@NullMarked
package io.automedia.embeddedmongodb.commands;

import org.jspecify.annotations.NullMarked;
