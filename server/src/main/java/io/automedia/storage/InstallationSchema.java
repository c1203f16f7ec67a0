package io.automedia.storage;

import static io.automedia.storage.Shape.count;
import static io.automedia.storage.Shape.object;
import static io.automedia.storage.Shape.required;
import static io.automedia.storage.Shape.text;
import static io.automedia.storage.Shape.time;

import java.util.List;
import org.springframework.stereotype.Component;

/// `installation`: which edition of the descriptions the collections follow.
@Component
final class InstallationSchema implements CollectionSchema {
    static final String NAME = "installation";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String purpose() {
        return "which edition of these descriptions the collections follow, so that an older version of the program"
                + " leaves them alone";
    }

    @Override
    public List<IndexDefinition> indexes() {
        return List.of();
    }

    @Override
    public Shape shape() {
        return object(required("_id", text(1, 40)), required("edition", count()), required("since", time()));
    }
}
