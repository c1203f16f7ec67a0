package io.automedia.storage;

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
    public List<IndexDefinition> indexes() {
        return List.of();
    }
}
