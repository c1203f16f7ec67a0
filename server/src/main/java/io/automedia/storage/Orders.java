package io.automedia.storage;

import com.mongodb.client.MongoCollection;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.shared.Problem;
import java.util.List;
import java.util.stream.Collectors;
import org.bson.conversions.Bson;

/// The orders in which a list can be asked for, each by the name of its field; the first one is that of a list of which
/// nobody asks for another. Asking for one that there isn't is refused.
public record Orders<T>(List<Keyset<T>> keysets) {
    public Orders {
        keysets = List.copyOf(keysets);
    }

    /// The wanted page of the documents that meet a filter.
    ///
    /// @throws io.automedia.shared.ProblemException (`Invalid`) when its order is none of these
    public Page<T> page(MongoCollection<T> collection, Bson filter, PageRequest wanted) {
        return chosen(wanted).page(collection, filter, wanted);
    }

    /// The wanted page of a list that is all in memory.
    ///
    /// @param name what its cursors say that they are of
    /// @throws io.automedia.shared.ProblemException (`Invalid`) when its order is none of these
    public Page<T> page(String name, List<T> all, PageRequest wanted) {
        return chosen(wanted).page(name, all, wanted);
    }

    private Keyset<T> chosen(PageRequest wanted) {
        Keyset<T> order = keysets.stream()
                .filter(keyset -> wanted.sortBy() == null || keyset.field().equals(wanted.sortBy()))
                .findFirst()
                .orElseThrow(() ->
                        Problem.invalid("sortBy", "must be one of " + names()).exception());
        return wanted.ascending() == null ? order : order.towards(wanted.ascending());
    }

    private String names() {
        return keysets.stream().map(Keyset::field).collect(Collectors.joining(", "));
    }
}
