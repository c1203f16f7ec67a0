package io.automedia.embeddedmongodb.copy;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.bson.ByteBuf;
import org.bson.RawBsonDocument;

/// What two collections are compared by.
/// @param digest of all documents in any order, byte by byte; empty when they were only counted
record Summary(long documents, String digest) {

    static Summary of(MongoCollection<RawBsonDocument> collection, boolean digest) {
        return digest ? digested(collection) : new Summary(collection.countDocuments(), "");
    }

    private static Summary digested(MongoCollection<RawBsonDocument> collection) {
        MessageDigest hash = sha256();
        byte[] sum = new byte[hash.getDigestLength()];
        long documents = 0;
        try (MongoCursor<RawBsonDocument> cursor =
                collection.find().batchSize(1000).cursor()) {
            while (cursor.hasNext()) {
                ByteBuf bytes = cursor.next().getByteBuffer();
                hash.update(bytes.asNIO());
                add(sum, hash.digest());
                documents++;
            }
        }
        return new Summary(documents, HexFormat.of().formatHex(sum));
    }

    /// Adds a number to the sum, both with the highest byte first; what goes over is dropped.
    private static void add(byte[] sum, byte[] number) {
        int carry = 0;
        for (int i = sum.length - 1; i >= 0; i--) {
            int total = (sum[i] & 0xff) + (number[i] & 0xff) + carry;
            sum[i] = (byte) total;
            carry = total >> 8;
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
