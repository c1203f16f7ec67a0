package io.automedia.embeddedmongodb.planner;

import io.automedia.embeddedmongodb.storage.Snapshot;
import java.util.List;

/// Opens what a plan describes.
final class Sources {
    private Sources() {}

    /// The entries of a plan as they are, records that come up twice included.
    static RecordSource open(ScanPlan plan, Snapshot snapshot) {
        plan.index().countUse();
        if (plan.points() && plan.groups().size() == 1 && plan.sortedFields() == 0) {
            return new PointSource(snapshot, plan.groups().getFirst().ranges());
        }
        return plan.groups().size() == 1
                ? new RangeSource(
                        snapshot, plan.index(), plan.groups().getFirst().ranges(), plan.backwards())
                : new MergeSource(snapshot, plan);
    }

    /// Every record once.
    static RecordSource distinct(List<ScanPlan> plans, Snapshot snapshot) {
        ScanPlan first = plans.getFirst();
        return plans.size() == 1 && !first.repeats()
                ? open(first, snapshot)
                : new DistinctSource(
                        plans.stream().map(plan -> open(plan, snapshot)).toList());
    }
}
