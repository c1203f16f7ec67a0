package io.automedia.web.live;

import io.automedia.content.Volume;
import io.automedia.web.filter.Filters;
import io.automedia.web.page.Link;
import io.automedia.web.page.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Says the numbers in words: how much there is against before, the hashtag in front, the mood. It is a template over
/// numbers, so it is always true.
record NowSentence(LiveFigures figures, LiveWindow window) {
    private static final double SAME = 0.05;
    private static final long ENOUGH = 5;
    /// From here on a multiple is read more easily than a share.
    private static final double MANY_TIMES = 4;

    List<Link> parts() {
        List<Link> parts = new ArrayList<>();
        volume(parts);
        hashtag(parts);
        mood(parts);
        return parts;
    }

    private void volume(List<Link> parts) {
        parts.add(new Link(
                figures.posts(figures.now().posts()),
                figures.filters().at("/explore").without("range", "until").href()));
        parts.add(new Link(" " + window.said(figures.visit()) + against(), null));
    }

    private String against() {
        String earlier = words().of("live.before." + window.period().key());
        long was = figures.before().posts();
        if (was == 0) {
            return words().of("live.now.first", earlier);
        }
        double change = (double) (figures.now().posts() - was) / was;
        if (Math.abs(change) < SAME) {
            return words().of("live.now.same", earlier);
        }
        if (change >= MANY_TIMES) {
            return words().of("live.now.times", figures.visit().formats().number(Math.round(change + 1)), earlier);
        }
        String percent = figures.visit().formats().percent(Math.abs(change));
        return words().of(change > 0 ? "live.now.more" : "live.now.fewer", percent, earlier);
    }

    private void hashtag(List<Link> parts) {
        Volume.Named top = figures.topHashtag();
        if (top != null && top.posts() >= ENOUGH) {
            parts.add(new Link(" ", null));
            parts.add(new Link(
                    "#" + top.name(), new Filters("/explore", Map.of("hashtags", List.of(top.name()))).href()));
            parts.add(new Link(" " + words().of("live.now.tag", figures.posts(top.posts())), null));
        }
    }

    private void mood(List<Link> parts) {
        long known = LiveFigures.known(figures.now());
        if (known < ENOUGH) {
            return;
        }
        parts.add(new Link(" ", null));
        parts.add(new Link(
                words().of("live.now.mood", negative(figures.now(), known)),
                figures.filters().toggled("sentiment", "negative").href()));
        long knownBefore = LiveFigures.known(figures.before());
        parts.add(new Link(
                knownBefore < ENOUGH
                        ? words().of("live.now.mood.plain")
                        : words().of(
                                        "live.now.mood.was",
                                        words().of("live.before."
                                                + window.period().key()),
                                        negative(figures.before(), knownBefore)),
                null));
    }

    private String negative(Volume volume, long known) {
        return figures.visit().formats().percent((double) volume.sentiments().getOrDefault("negative", 0L) / known);
    }

    private Words words() {
        return figures.visit().words();
    }
}
