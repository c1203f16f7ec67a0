package io.automedia.content;

import java.util.List;

/// What became of each post of a batch, in its order.
///
/// @param rejected those that are not in the library, `overQuota` among them
/// @param overQuota those for which the quota is used up
public record StoreReport(
        List<StoreResult> results, int created, int updated, int unchanged, int rejected, int overQuota) {
    static StoreReport of(List<StoreResult> results) {
        int created = 0;
        int updated = 0;
        int unchanged = 0;
        int rejected = 0;
        int overQuota = 0;
        for (StoreResult result : results) {
            switch (result) {
                case StoreResult.Created ignored -> created++;
                case StoreResult.Updated ignored -> updated++;
                case StoreResult.Unchanged ignored -> unchanged++;
                case StoreResult.Rejected ignored -> rejected++;
                case StoreResult.OverQuota ignored -> overQuota++;
            }
        }
        return new StoreReport(List.copyOf(results), created, updated, unchanged, rejected + overQuota, overQuota);
    }
}
