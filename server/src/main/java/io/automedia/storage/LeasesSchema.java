package io.automedia.storage;

import static io.automedia.storage.Shape.count;
import static io.automedia.storage.Shape.object;
import static io.automedia.storage.Shape.required;
import static io.automedia.storage.Shape.text;
import static io.automedia.storage.Shape.time;

import java.util.List;
import org.springframework.stereotype.Component;

/// `leases`: who does which piece of work, and until when.
@Component
final class LeasesSchema implements CollectionSchema {
    @Override
    public String name() {
        return "leases";
    }

    @Override
    public String purpose() {
        return "who does which piece of work, and until when";
    }

    @Override
    public List<IndexDefinition> indexes() {
        return List.of();
    }

    @Override
    public Shape shape() {
        return object(
                required("_id", text(1, 200)),
                required("owner", text(1, 100)),
                required("until", time()),
                required("token", count()));
    }
}
