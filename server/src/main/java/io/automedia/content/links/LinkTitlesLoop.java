package io.automedia.content.links;

import io.automedia.content.UntitledLinks;
import io.automedia.storage.LeasedLoop;
import io.automedia.storage.Leases;
import io.automedia.storage.RunsLoop;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Has one node at a time look for titles, where that is switched on; on a thread of its own, so that nothing waits for
/// other people's servers.
@Component
final class LinkTitlesLoop implements RunsLoop {
    private static final Duration IDLE = Duration.ofSeconds(2);

    private final UntitledLinks links;
    private final LeasedLoop loop;

    LinkTitlesLoop(UntitledLinks links, LinkTitles titles, Leases leases) {
        this.links = links;
        this.loop = new LeasedLoop(leases, "link-titles", IDLE, titles::step);
    }

    @Override
    public void start() {
        if (links.areWanted()) {
            loop.start();
        }
    }

    @Override
    public LeasedLoop loop() {
        return loop;
    }
}
