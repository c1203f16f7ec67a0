package io.automedia.mail;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.storage.InstalledSchema;
import io.automedia.storage.Keyset;
import io.automedia.storage.Orders;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads and writes `mails`.
@Component
final class MailsRepository {
    private static final Orders<Mail> ORDERS =
            new Orders<>(List.of(Keyset.newest("createdAt", Mail::createdAt, Mail::id)));
    private static final int LONGEST_ERROR = 500;

    private final MongoCollection<Mail> mails;

    MailsRepository(MongoDatabase database, InstalledSchema installed) {
        this.mails = database.getCollection(MailsSchema.NAME, Mail.class);
    }

    void add(Mail mail) {
        mails.insertOne(mail);
    }

    @Nullable
    Mail byId(ObjectId id) {
        return mails.find(eq("_id", id)).first();
    }

    Page<Mail> all(PageRequest page) {
        return ORDERS.page(mails, Filters.empty(), page);
    }

    /// What is to be sent now, the longest due first.
    List<Mail> due(Instant now, int limit) {
        return mails.find(and(eq("status", MailStatus.WAITING), lte("dueAt", now)))
                .sort(Sorts.ascending("dueAt", "_id"))
                .limit(limit)
                .into(new ArrayList<>());
    }

    /// Takes a mail to send it: until then nobody else does.
    ///
    /// @return false when another node was faster
    boolean take(Mail mail, Instant until) {
        return mails.updateOne(asFound(mail), Updates.combine(Updates.set("dueAt", until), Updates.inc("attempts", 1)))
                        .getMatchedCount()
                == 1;
    }

    /// It is tried again.
    void delay(ObjectId id, Instant until, String error) {
        mails.updateOne(
                eq("_id", id), Updates.combine(Updates.set("dueAt", until), Updates.set("error", shortened(error))));
    }

    /// It was sent, or kept with its letter.
    void sent(ObjectId id, String subject, @Nullable String letter, Instant now) {
        List<Bson> changes = new ArrayList<>(List.of(
                Updates.set("status", letter == null ? MailStatus.SENT : MailStatus.KEPT),
                Updates.set("subject", subject),
                Updates.set("sentAt", now),
                Updates.unset("error")));
        if (letter != null) {
            changes.add(Updates.set(MailsSchema.LETTER, letter));
        }
        mails.updateOne(eq("_id", id), Updates.combine(changes));
    }

    /// It is given up.
    void end(ObjectId id, MailStatus status, @Nullable String error) {
        Bson ended = Updates.set("status", status);
        mails.updateOne(
                eq("_id", id), error == null ? ended : Updates.combine(ended, Updates.set("error", shortened(error))));
    }

    private static Bson asFound(Mail mail) {
        return and(eq("_id", mail.id()), eq("status", MailStatus.WAITING), eq("dueAt", mail.dueAt()));
    }

    private static String shortened(String error) {
        return error.length() > LONGEST_ERROR ? error.substring(0, LONGEST_ERROR) : error;
    }
}
