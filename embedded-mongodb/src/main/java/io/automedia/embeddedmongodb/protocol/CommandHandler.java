package io.automedia.embeddedmongodb.protocol;

/// What the server does with a command of an authenticated client. It is called on a platform thread and may block;
/// commands of one connection never overlap. Errors are thrown as
/// [io.automedia.embeddedmongodb.errors.MongoError]; anything else thrown is answered as an internal error and logged.
@FunctionalInterface
public interface CommandHandler {
    Reply handle(Command command);
}
