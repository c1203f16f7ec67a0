package io.automedia.content;

/// Whose word it is. What a platform says outranks what a person brings.
public enum Trust {
    /// From a platform, over a connection that checks who answers.
    CONNECTOR,
    /// From a person: a file, a call of the API.
    PERSON
}
