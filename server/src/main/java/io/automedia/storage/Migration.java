package io.automedia.storage;

import com.mongodb.client.MongoCollection;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/// A change of documents that are there already. Every bean of this type is carried out once, in the order
/// of numbers, in the background while the application runs. What nodes of an older version write behind it
/// while they are replaced, and what other programs write later, is not changed: whoever reads must go on
/// understanding both.
public interface Migration {
    /// Its place in the order; never used again for another one.
    int number();

    /// What it is for, in a sentence without a full stop.
    String purpose();

    /// The collections that it walks over, in this order. Documents whose `_id` is no ObjectId are left as
    /// they are.
    List<String> collections();

    /// Changes those of some documents that need it. It may be asked for the same documents again, by this
    /// node or another, and must then change nothing more.
    ///
    /// @param some a filter that finds the documents
    /// @return how many it changed
    long change(MongoCollection<Document> documents, Bson some);
}
