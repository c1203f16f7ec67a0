package io.automedia.embeddedmongodb.storage;

import java.nio.charset.StandardCharsets;

/// The column families of the database folder.
enum Columns {
    /// collection id, record id → document
    DOCUMENTS(0),
    /// index id, key → record id
    UNIQUE(1),
    /// index id, key, record id → nothing
    ORDINARY(2),
    /// name → description
    CATALOGUE(3);

    private final int position;

    Columns(int position) {
        this.position = position;
    }

    /// The place of the family among those of this enum.
    int position() {
        return position;
    }

    byte[] columnName() {
        return name().toLowerCase(java.util.Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
    }
}
