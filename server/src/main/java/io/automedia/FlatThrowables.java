package io.automedia;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Writes stack traces into the log in which what an exception says is one line: others may have put into it what
/// looks like lines of the log, or what changes a terminal. In the log as JSON such are escaped anyway.
final class FlatThrowables extends ThrowableProxyConverter {
    /// What it is called in the patterns of `application.yml`, which do the same to messages.
    static final String WORD = "flatEx";

    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029]+");

    @Override
    protected String throwableProxyToString(IThrowableProxy thrown) {
        return super.throwableProxyToString(new Flat(thrown));
    }

    private record Flat(IThrowableProxy thrown) implements IThrowableProxy {
        private static @Nullable String flat(@Nullable String text) {
            return text == null ? null : CONTROL.matcher(text).replaceAll(" ");
        }

        @Override
        public @Nullable String getMessage() {
            return flat(thrown.getMessage());
        }

        @Override
        public @Nullable String getOverridingMessage() {
            return flat(thrown.getOverridingMessage());
        }

        @Override
        public String getClassName() {
            return thrown.getClassName();
        }

        @Override
        public StackTraceElementProxy[] getStackTraceElementProxyArray() {
            return thrown.getStackTraceElementProxyArray();
        }

        @Override
        public int getCommonFrames() {
            return thrown.getCommonFrames();
        }

        @Override
        public @Nullable IThrowableProxy getCause() {
            IThrowableProxy cause = thrown.getCause();
            return cause == null ? null : new Flat(cause);
        }

        @Override
        public IThrowableProxy @Nullable [] getSuppressed() {
            IThrowableProxy[] suppressed = thrown.getSuppressed();
            return suppressed == null
                    ? null
                    : Stream.of(suppressed).map(Flat::new).toArray(IThrowableProxy[]::new);
        }

        @Override
        public boolean isCyclic() {
            return thrown.isCyclic();
        }
    }
}
