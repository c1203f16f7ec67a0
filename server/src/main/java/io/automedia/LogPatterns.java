package io.automedia;

import ch.qos.logback.classic.PatternLayout;
import org.springframework.boot.context.event.ApplicationStartingEvent;
import org.springframework.context.ApplicationListener;

/// Teaches the patterns of the log our own words, before the log is set up by them.
final class LogPatterns implements ApplicationListener<ApplicationStartingEvent> {
    @Override
    public void onApplicationEvent(ApplicationStartingEvent event) {
        PatternLayout.DEFAULT_CONVERTER_SUPPLIER_MAP.put(FlatThrowables.WORD, FlatThrowables::new);
    }
}
