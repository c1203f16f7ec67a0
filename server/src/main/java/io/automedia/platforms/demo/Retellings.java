package io.automedia.platforms.demo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What the posts of the story say when it is told again: the same people write on the same themes, but other things,
/// with other figures. The same telling always says the same; no text comes again until all that its theme has were
/// said, which takes eight tellings and more.
final class Retellings {
    private static final String ANY = "any";
    private static final double GOLDEN = 0.618;

    private final Map<String, List<Retelling>> pools;
    private final Map<String, Integer> sizes = new HashMap<>();
    private final Map<String, Integer> places = new HashMap<>();

    Retellings(List<Retelling> all, List<StoryPost> posts) {
        this.pools = all.stream().collect(Collectors.groupingBy(Retelling::pool));
        for (StoryPost post : posts) {
            int place = sizes.merge(pool(post), 1, Integer::sum) - 1;
            places.put(post.key(), place);
        }
    }

    /// How a post goes in a telling of the story; the first, 0, is as it was written.
    StoryPost told(StoryPost post, int telling) {
        if (telling == 0) {
            return post;
        }
        String pool = pool(post);
        int number = (telling - 1) * sizes.getOrDefault(pool, 0) + places.getOrDefault(post.key(), 0);
        int figures = Math.floorMod(post.key().hashCode() * 31 + telling * 7_919, 100);
        return post.retold(said(pools.getOrDefault(pool, List.of()), number), 0.5 + figures / 100.0);
    }

    private String pool(StoryPost post) {
        String own = Retelling.pool(post.theme(), post.language());
        return pools.containsKey(own) ? own : Retelling.pool(ANY, post.language());
    }

    /// Neighbours in the count are far apart in the pool, so that they sound different.
    private static String said(List<Retelling> pool, int number) {
        int ways = pool.stream().mapToInt(Retelling::ways).sum();
        int left = (int) ((long) number * stride(ways) % ways);
        for (Retelling sentence : pool) {
            if (left < sentence.ways()) {
                return sentence.said(left);
            }
            left -= sentence.ways();
        }
        throw new IllegalStateException("There is no sentence " + number);
    }

    /// A step that meets every place before it meets one again.
    private static int stride(int ways) {
        int stride = Math.max(1, (int) (ways * GOLDEN));
        while (greatestCommonDivisor(stride, ways) != 1) {
            stride++;
        }
        return stride;
    }

    private static int greatestCommonDivisor(int one, int other) {
        return other == 0 ? one : greatestCommonDivisor(other, one % other);
    }
}
