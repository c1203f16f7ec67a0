package io.automedia.embeddedmongodb.planner;

import io.automedia.embeddedmongodb.storage.Snapshot;

/// Opens what a plan describes.
final class Sources {
    private Sources() {}

    /// The entries of a plan as they are, records that come up twice included.
    static RecordSource open(ScanPlan plan, Snapshot snapshot) {
        if (plan.points() && plan.groups().size() == 1 && plan.sortedFields() == 0) {
            plan.index().countUse();
            return new PointSource(snapshot, plan.groups().getFirst().ranges());
        }
        return ordered(plan, snapshot);
    }

    /// The same in the order of the plan.
    static OrderedSource ordered(ScanPlan plan, Snapshot snapshot) {
        plan.index().countUse();
        return plan.groups().size() == 1
                ? new RangeSource(snapshot, plan.index(), plan.groups().getFirst(), plan.backwards())
                : new MergeSource(snapshot, plan);
    }
}
