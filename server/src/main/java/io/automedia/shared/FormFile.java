package io.automedia.shared;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import org.apache.tomcat.util.http.fileupload.FileItemIterator;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.FileUploadException;
import org.apache.tomcat.util.http.fileupload.InvalidFileNameException;
import org.apache.tomcat.util.http.fileupload.MultipartStream;
import org.apache.tomcat.util.http.fileupload.impl.FileUploadIOException;
import org.apache.tomcat.util.http.fileupload.servlet.ServletRequestContext;
import org.jspecify.annotations.Nullable;

/// The first file of a form, read as it arrives and never held.
public final class FormFile {
    private static final int MOST_FIELDS = 20;
    private static final int MOST_BEFORE = 64 * 1024;

    private FormFile() {}

    /// Takes the file.
    @FunctionalInterface
    public interface Reader<T> {
        /// What came of it; `name` is what its sender calls it.
        T read(@Nullable String name, InputStream content) throws IOException;
    }

    /// Whether a request is a form that may have files.
    public static boolean isIn(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.regionMatches(true, 0, "multipart/", 0, "multipart/".length());
    }

    /// Gives the file to a reader. What stands before it in the form is left out, as far as it is short.
    ///
    /// @throws ProblemException (`Invalid`) when there is none, or the form is broken; (`TooLarge`) when too much
    ///     stands before it
    public static <T> T read(HttpServletRequest request, Reader<T> reader) throws IOException {
        try {
            FileItemIterator parts = new FileUpload().getItemIterator(new ServletRequestContext(request));
            int left = MOST_BEFORE;
            for (int fields = 0; parts.hasNext(); fields++) {
                FileItemStream part = parts.next();
                try (InputStream content = part.openStream()) {
                    if (!part.isFormField()) {
                        return reader.read(part.getName(), content);
                    }
                    left -= content.readNBytes(left + 1).length;
                    if (left < 0 || fields >= MOST_FIELDS) {
                        throw new Problem.TooLarge("At most " + MOST_FIELDS + " fields with " + MOST_BEFORE
                                        + " bytes may stand before the file in a form.")
                                .exception();
                    }
                }
            }
        } catch (FileUploadException
                | FileUploadIOException
                | MultipartStream.MalformedStreamException
                | InvalidFileNameException notAForm) {
            throw Problem.invalid("file", "can't be read from this form").exception();
        }
        throw Problem.invalid("file", "is missing").exception();
    }
}
