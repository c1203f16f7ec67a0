package io.automedia.web.http;

import static io.automedia.web.http.DescribedTypes.typed;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.ValueConstants;
import tools.jackson.databind.json.JsonMapper;

/// Describes one call of the API after the method that answers it: its parameters, its body, what it
/// answers, and how it fails.
final class DescribedCalls {
    private static final String JSON = org.springframework.http.MediaType.APPLICATION_JSON_VALUE;
    private static final Set<String> UPLOADS = Set.of("POST /api/v1/media", "POST /api/v1/content/import");
    private static final Set<PathItem.HttpMethod> WRITES = Set.of(
            PathItem.HttpMethod.POST, PathItem.HttpMethod.PUT, PathItem.HttpMethod.PATCH, PathItem.HttpMethod.DELETE);

    /// What answers in another way than by an object in JSON: the types of its content.
    private static final Map<String, List<String>> FILES = Map.of(
            "GET /api/v1/jobs/{id}/file", List.of("application/x-ndjson", "text/csv"),
            "GET /api/v1/media/{id}",
                    List.of("image/jpeg", "image/png", "image/gif", "image/webp", "video/mp4", "video/quicktime"),
            "GET /api/v1/media/{id}/thumbnail", List.of("image/jpeg", "image/png"));

    /// A second way to succeed, of calls whose signature tells one.
    private static final Map<String, HttpStatus> ALSO = Map.of(
            "POST /api/v1/media", HttpStatus.OK,
            "POST /api/v1/content", HttpStatus.OK,
            "POST /api/v1/auth/register", HttpStatus.ACCEPTED,
            "POST /api/v1/local/administrators", HttpStatus.OK);

    private static final String RANGES = "GET /api/v1/media/{id}";

    /// What can be missing though the path doesn't name it.
    private static final Set<String> NAMES_SOMETHING = Set.of(
            "GET /api/v1/content",
            "POST /api/v1/content/export",
            "GET /api/v1/admin/encryption-keys/rotation",
            "POST /api/v1/local/activations",
            "GET /.well-known/security.txt");

    private final JsonMapper json;
    private final DescribedTypes requests;
    private final DescribedTypes answers;

    DescribedCalls(JsonMapper json, DescribedTypes requests, DescribedTypes answers) {
        this.json = json;
        this.requests = requests;
        this.answers = answers;
    }

    /// A method of a controller, by which it is called.
    record Call(PathItem.HttpMethod verb, String path, Method method) {
        boolean reads() {
            return verb == PathItem.HttpMethod.GET;
        }

        boolean writes() {
            return WRITES.contains(verb);
        }

        boolean isOpen() {
            return SecurityConfiguration.isPublic(path);
        }

        /// Whether it answers an object in JSON, of which `fields` keeps a part.
        boolean answersParts() {
            return reads() && !FILES.containsKey(toString());
        }

        private boolean hasVariable() {
            return path.contains("{");
        }

        private boolean takesVersion() {
            return List.of(method.getParameters()).stream()
                    .anyMatch(parameter -> parameter.isAnnotationPresent(RequestHeader.class));
        }

        /// Whether a body is read, as an object or as a file.
        private boolean takesBody() {
            return UPLOADS.contains(toString())
                    || List.of(method.getParameters()).stream()
                            .anyMatch(parameter -> parameter.isAnnotationPresent(
                                    org.springframework.web.bind.annotation.RequestBody.class));
        }

        /// What the method answers, out of its envelope; null for nothing.
        private @Nullable AnnotatedType answer() {
            AnnotatedType type = method.getAnnotatedReturnType();
            if (type instanceof AnnotatedParameterizedType generic && method.getReturnType() == ResponseEntity.class) {
                type = generic.getAnnotatedActualTypeArguments()[0];
            }
            return type.getType() == void.class || type.getType() == Void.class ? null : type;
        }

        /// Whether its answers carry more than a body: a version, or where a thing is.
        private boolean hasEnvelope() {
            return method.getReturnType() == ResponseEntity.class;
        }

        private HttpStatus status() {
            ResponseStatus told = AnnotatedElementUtils.findMergedAnnotation(method, ResponseStatus.class);
            return told == null ? HttpStatus.OK : told.code();
        }

        private boolean isRepeatable() {
            return writes() && !isOpen() && IdempotencyFilter.keepsAnswersOf(path);
        }

        @Override
        public String toString() {
            return verb + " " + path;
        }
    }

    void describe(Call call, Operation operation) {
        operation.setParameters(parameters(call));
        operation.setRequestBody(body(call));
        ApiResponses all = new ApiResponses();
        succeed(call, call.status(), all);
        HttpStatus other = ALSO.get(call.toString());
        if (other != null) {
            succeed(call, other, all);
        }
        DescribedProblems.add(all, failures(call));
        operation.setResponses(all);
    }

    /// Adds how a call fails that is described otherwise.
    static void describeFailures(Call call, Operation operation) {
        DescribedProblems.add(operation.getResponses(), failures(call));
    }

    private List<Parameter> parameters(Call call) {
        List<Parameter> parameters = new ArrayList<>();
        for (java.lang.reflect.Parameter declared : call.method().getParameters()) {
            Parameter parameter = parameter(declared);
            if (parameter != null) {
                parameters.add(parameter);
            }
        }
        if (call.answersParts()) {
            parameters.add(query("fields", typed("string")).description(ListParameters.OF_POSTS.get("fields")));
        }
        if (call.isRepeatable()) {
            parameters.add(
                    header(
                            IdempotencyFilter.KEY,
                            typed("string").minLength(1).maxLength(200).pattern("^[!-~]+$"),
                            "a repetition of the same request with it gets the first answer, without secrets that are told once, for 24 hours"));
        }
        if (call.reads() && call.hasEnvelope()) {
            parameters.add(
                    header(HttpHeaders.IF_NONE_MATCH, typed("string"), "the `ETag` of what the caller has already"));
        }
        return parameters;
    }

    private @Nullable Parameter parameter(java.lang.reflect.Parameter declared) {
        if (declared.isAnnotationPresent(PathVariable.class)) {
            boolean isId =
                    declared.getType() == String.class && !declared.getName().equals("webhook");
            return new Parameter()
                    .in("path")
                    .name(declared.getName())
                    .required(true)
                    .schema(isId ? DescribedTypes.id() : requests.of(declared.getAnnotatedType(), declared));
        }
        if (declared.isAnnotationPresent(RequestHeader.class)) {
            return header(HttpHeaders.IF_MATCH, typed("string"), "the `ETag` of the version that is to be changed");
        }
        RequestParam parameter = declared.getAnnotation(RequestParam.class);
        return parameter == null || Map.class.isAssignableFrom(declared.getType()) ? null : query(declared, parameter);
    }

    private Parameter query(java.lang.reflect.Parameter declared, RequestParam told) {
        Schema<?> schema = requests.certain(declared.getAnnotatedType(), declared);
        boolean hasDefault = !told.defaultValue().equals(ValueConstants.DEFAULT_NONE);
        if (hasDefault) {
            boolean isText = schema.getTypes().contains("string");
            schema.setDefault(isText ? told.defaultValue() : json.readTree(told.defaultValue()));
        }
        Parameter parameter = query(declared.getName(), schema)
                .required(DescribedTypes.isDemanded(declared, told.required() && !hasDefault));
        ListParameters.describe(parameter);
        return parameter;
    }

    private static Parameter query(String name, Schema<?> schema) {
        return new Parameter().in("query").name(name).required(false).schema(schema);
    }

    private static Parameter header(String name, Schema<?> schema, String description) {
        return new Parameter()
                .in("header")
                .name(name)
                .required(false)
                .schema(schema)
                .description(description);
    }

    private @Nullable RequestBody body(Call call) {
        for (java.lang.reflect.Parameter declared : call.method().getParameters()) {
            var body = declared.getAnnotation(org.springframework.web.bind.annotation.RequestBody.class);
            if (body != null) {
                return new RequestBody()
                        .required(body.required())
                        .content(content(List.of(JSON), requests.of(declared.getAnnotatedType(), declared)));
            }
        }
        return null;
    }

    private void succeed(Call call, HttpStatus status, ApiResponses all) {
        ApiResponse answer = new ApiResponse().description(status.getReasonPhrase());
        AnnotatedType type = call.answer();
        List<String> files = FILES.get(call.toString());
        if (files != null) {
            answer.setContent(content(files, typed("string").format("binary")));
            answer.addHeaderObject(HttpHeaders.CONTENT_DISPOSITION, DescribedProblems.text("how the file is called"));
        } else if (type != null && !(call.isOpen() && status == HttpStatus.ACCEPTED)) {
            answer.setContent(content(List.of(JSON), answers.of(type, call.method())));
        }
        if (call.hasEnvelope()) {
            envelope(call, status, answer);
        }
        if (call.isRepeatable()) {
            answer.addHeaderObject(
                    IdempotencyFilter.REPLAYED, DescribedProblems.text("`true` on an answer that was given before"));
        }
        DescribedProblems.limits(answer);
        all.addApiResponse(Integer.toString(status.value()), answer);
        if (call.reads() && call.hasEnvelope()) {
            all.addApiResponse("304", unchanged(answer));
        }
        if (RANGES.equals(call.toString())) {
            ranges(answer, all);
        }
    }

    private static void envelope(Call call, HttpStatus status, ApiResponse answer) {
        if (status == HttpStatus.CREATED || status == HttpStatus.ACCEPTED || ALSO.containsKey(call.toString())) {
            answer.addHeaderObject(
                    HttpHeaders.LOCATION,
                    DescribedProblems.text("where the thing is")
                            .schema(typed("string").format("uri-reference")));
        }
        if (status == HttpStatus.OK || status == HttpStatus.CREATED) {
            answer.addHeaderObject(
                    HttpHeaders.ETAG, DescribedProblems.text("the version, for `If-Match` and `If-None-Match`"));
        }
    }

    private static ApiResponse unchanged(ApiResponse whole) {
        ApiResponse answer = new ApiResponse().description("The caller has it already");
        answer.setHeaders(new LinkedHashMap<>(whole.getHeaders()));
        return answer;
    }

    /// Parts of a file.
    private static void ranges(ApiResponse whole, ApiResponses all) {
        whole.addHeaderObject(HttpHeaders.ACCEPT_RANGES, DescribedProblems.text("`bytes`"));
        Content parts = new Content();
        parts.putAll(whole.getContent());
        parts.addMediaType(
                "multipart/byteranges", new MediaType().schema(typed("string").format("binary")));
        ApiResponse part =
                new ApiResponse().description("The parts that `Range` names").content(parts);
        part.setHeaders(new LinkedHashMap<>(whole.getHeaders()));
        part.addHeaderObject(HttpHeaders.CONTENT_RANGE, DescribedProblems.text("which bytes"));
        all.addApiResponse("206", part);
        ApiResponse beyond = new ApiResponse().description("`Range` lies beyond the end");
        beyond.setHeaders(new LinkedHashMap<>(part.getHeaders()));
        all.addApiResponse("416", beyond);
    }

    private static Content content(List<String> types, Schema<?> schema) {
        Content content = new Content();
        types.forEach(type -> content.addMediaType(type, new MediaType().schema(schema)));
        return content;
    }

    /// The ways to fail that follow from what a call is.
    private static List<HttpStatus> failures(Call call) {
        List<HttpStatus> statuses = new ArrayList<>(List.of(
                HttpStatus.BAD_REQUEST,
                HttpStatus.UNAUTHORIZED,
                HttpStatus.FORBIDDEN,
                HttpStatus.NOT_ACCEPTABLE,
                HttpStatus.TOO_MANY_REQUESTS,
                HttpStatus.INTERNAL_SERVER_ERROR,
                HttpStatus.SERVICE_UNAVAILABLE));
        if (call.hasVariable() || NAMES_SOMETHING.contains(call.toString())) {
            statuses.add(HttpStatus.NOT_FOUND);
        }
        if (call.writes()) {
            statuses.add(HttpStatus.CONFLICT);
        }
        if (call.takesVersion()) {
            statuses.add(HttpStatus.PRECONDITION_FAILED);
        }
        if (call.takesBody()) {
            statuses.add(HttpStatus.CONTENT_TOO_LARGE);
            statuses.add(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
        }
        return statuses;
    }
}
