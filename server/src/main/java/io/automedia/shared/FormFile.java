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

    /// Gives the file to a reader.
    ///
    /// @throws ProblemException (`Invalid`) when there is none, or the form is broken
    public static <T> T read(HttpServletRequest request, Reader<T> reader) throws IOException {
        try {
            FileItemIterator parts = new FileUpload().getItemIterator(new ServletRequestContext(request));
            while (parts.hasNext()) {
                FileItemStream part = parts.next();
                if (!part.isFormField()) {
                    try (InputStream content = part.openStream()) {
                        return reader.read(part.getName(), content);
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
