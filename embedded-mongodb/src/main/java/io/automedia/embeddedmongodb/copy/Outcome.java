package io.automedia.embeddedmongodb.copy;

import com.mongodb.MongoNamespace;

/// How a collection was found on both sides in the end.
record Outcome(MongoNamespace collection, Summary source, Summary target) {
    boolean isEqual() {
        return source.equals(target);
    }

    String verdict() {
        if (isEqual()) {
            return source.digest().isEmpty() ? "equal" : "equal, digest " + source.digest();
        }
        return source.documents() == target.documents() ? "DIFFERENT CONTENTS" : "DIFFERENT";
    }
}
