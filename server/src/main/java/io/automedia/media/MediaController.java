package io.automedia.media;

import io.automedia.access.Caller;
import io.automedia.shared.Etag;
import io.automedia.shared.FormFile;
import io.automedia.shared.Ids;
import io.automedia.shared.Page;
import io.automedia.shared.PageRequest;
import io.automedia.shared.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// `/api/v1/media`.
@RestController
@RequestMapping("/api/v1/media")
final class MediaController {
    private final MediaFiles files;

    MediaController(MediaFiles files) {
        this.files = files;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<MediaView> upload(Caller caller, HttpServletRequest request) throws IOException {
        if (!FormFile.isIn(request)) {
            throw new Problem.UnsupportedType("Send the file in a form: multipart/form-data.").exception();
        }
        MediaFiles.Upload upload = FormFile.read(request, (name, content) -> files.upload(caller, name, content));
        Media media = upload.media();
        return ResponseEntity.status(upload.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
                .location(URI.create(Media.path(media.id())))
                .body(MediaView.of(media));
    }

    @GetMapping
    Page<MediaView> list(
            Caller caller,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Integer offset,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String total) {
        return files.list(caller, PageRequest.of(limit, offset, after, total)).map(MediaView::of);
    }

    @GetMapping("/{id}")
    ResponseEntity<Resource> content(
            Caller caller,
            @PathVariable String id,
            @RequestParam(defaultValue = "false") boolean download,
            HttpServletRequest request) {
        Media media = files.find(caller, Ids.objectId(id));
        String etag = etag(media);
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok()
                .eTag(etag)
                .cacheControl(CacheControl.noCache().cachePrivate())
                .contentType(MediaType.parseMediaType(media.details().type()))
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition(media, download));
        if (request.getMethod().equals("HEAD")) {
            return answer.header(HttpHeaders.ACCEPT_RANGES, "bytes")
                    .contentLength(media.length())
                    .build();
        }
        return switch (wanted(request, etag, media.length())) {
            case PARTS -> answer.body(new MediaResource(files, media));
            case WHOLE -> answer.contentLength(media.length()).body(new InputStreamResource(files.open(media)));
            case NOTHING_THERE ->
                ResponseEntity.status(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
                        .header(HttpHeaders.CONTENT_RANGE, "bytes */" + media.length())
                        .build();
        };
    }

    private static String disposition(Media media, boolean download) {
        return (download ? ContentDisposition.attachment() : ContentDisposition.inline())
                .filename(media.filename(), StandardCharsets.UTF_8)
                .build()
                .toString();
    }

    private enum Wanted {
        WHOLE,
        PARTS,
        NOTHING_THERE
    }

    /// Who has a part of something else wants the whole, and so does who counts in what isn't known here (RFC 9110,
    /// 14.2).
    private static Wanted wanted(HttpServletRequest request, String etag, long length) {
        String condition = request.getHeader(HttpHeaders.IF_RANGE);
        if (condition != null && !condition.strip().equals(etag)) {
            return Wanted.WHOLE;
        }
        String header = request.getHeader(HttpHeaders.RANGE);
        if (header == null || !header.startsWith("bytes=")) {
            return Wanted.WHOLE;
        }
        try {
            List<HttpRange> ranges = HttpRange.parseRanges(header);
            return ranges.stream().allMatch(range -> range.getRangeStart(length) < length)
                    ? Wanted.PARTS
                    : Wanted.NOTHING_THERE;
        } catch (IllegalArgumentException invalid) {
            return Wanted.NOTHING_THERE;
        }
    }

    @GetMapping("/{id}/thumbnail")
    ResponseEntity<byte[]> thumbnail(Caller caller, @PathVariable String id) {
        Media media = files.find(caller, Ids.objectId(id));
        Thumbnail small = files.thumbnail(media);
        return ResponseEntity.ok()
                .eTag("\"" + media.details().sha256() + "-small\"")
                .cacheControl(CacheControl.noCache().cachePrivate())
                .contentType(MediaType.parseMediaType(small.type()))
                .body(small.bytes());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        Media media = files.find(caller, Ids.objectId(id));
        if (ifMatch != null && !isAmong(ifMatch, etag(media))) {
            throw Etag.stale().exception();
        }
        files.delete(caller, media.id());
    }

    /// A file never changes: whoever demands another one means another file.
    private static boolean isAmong(String ifMatch, String etag) {
        return Arrays.stream(ifMatch.split(",", -1))
                .map(String::strip)
                .anyMatch(one -> one.equals("*") || one.equals(etag));
    }

    private static String etag(Media media) {
        return "\"" + media.details().sha256() + "\"";
    }
}
