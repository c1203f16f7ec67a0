package io.automedia.web.http;

import io.automedia.storage.Fingerprint;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/// A request whose body is digested as it is read, so that nothing is held. Two requests with the same digest ask for
/// the same; the boundary between the parts of a form, which programs make up anew each time, doesn't count. The digest
/// is kept, and bodies hold passwords: so it takes a key to make one.
final class RequestDigest extends HttpServletRequestWrapper {
    private static final int NO_LINE_START = -1;

    private final Fingerprint digest;
    private final byte[] delimiter;
    private int matched;
    private @Nullable ServletInputStream body;

    /// @param digest that has taken in nothing yet
    RequestDigest(HttpServletRequest request, Fingerprint digest) {
        super(request);
        this.digest = digest;
        delimiter = delimiter(request.getContentType()).getBytes(StandardCharsets.ISO_8859_1);
        String head = request.getMethod() + " " + request.getRequestURI() + "?" + request.getQueryString() + "\n"
                + request.getHeader("If-Match") + "\n";
        digest.update(head.getBytes(StandardCharsets.UTF_8));
    }

    private static String delimiter(@Nullable String contentType) {
        if (contentType == null || !contentType.regionMatches(true, 0, "multipart/", 0, "multipart/".length())) {
            return "";
        }
        try {
            String boundary = MediaType.parseMediaType(contentType).getParameter("boundary");
            return boundary == null ? "" : "--" + boundary;
        } catch (InvalidMediaTypeException noForm) {
            return "";
        }
    }

    /// Reads what is left of the body, and gives the digest of all.
    String finish() throws IOException {
        ServletInputStream rest = getInputStream();
        byte[] buffer = new byte[8_192];
        int read = rest.read(buffer);
        while (read >= 0) {
            read = rest.read(buffer);
        }
        return digest.finish();
    }

    private void update(byte[] bytes, int offset, int length) {
        if (delimiter.length == 0) {
            digest.update(bytes, offset, length);
            return;
        }
        for (int i = offset; i < offset + length; i++) {
            update(bytes[i]);
        }
    }

    /// At the start of each line as much of the delimiter as there is is held back.
    private void update(byte next) {
        if (matched != NO_LINE_START) {
            if (next == delimiter[matched]) {
                matched++;
                matched = matched == delimiter.length ? NO_LINE_START : matched;
                return;
            }
            digest.update(delimiter, 0, matched);
            matched = NO_LINE_START;
        }
        digest.update(next);
        if (next == '\n') {
            matched = 0;
        }
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        ServletInputStream current = body;
        if (current == null) {
            current = new Digested(super.getInputStream());
            body = current;
        }
        return current;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        String encoding = getCharacterEncoding();
        return new BufferedReader(new InputStreamReader(
                getInputStream(), encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding)));
    }

    private final class Digested extends ServletInputStream {
        private final ServletInputStream source;

        Digested(ServletInputStream source) {
            this.source = source;
        }

        @Override
        public int read() throws IOException {
            int next = source.read();
            if (next >= 0) {
                update(new byte[] {(byte) next}, 0, 1);
            }
            return next;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = source.read(bytes, offset, length);
            if (read > 0) {
                update(bytes, offset, read);
            }
            return read;
        }

        @Override
        public boolean isFinished() {
            return source.isFinished();
        }

        @Override
        public boolean isReady() {
            return source.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            source.setReadListener(listener);
        }
    }
}
