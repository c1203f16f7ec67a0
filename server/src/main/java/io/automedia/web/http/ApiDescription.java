package io.automedia.web.http;

import static io.automedia.web.http.DescribedTypes.typed;

import io.automedia.access.Authenticator;
import io.automedia.access.Caller;
import io.automedia.web.http.DescribedCalls.Call;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/// What `/v3/api-docs` says beyond what the controllers' signatures tell: who may call, how errors look,
/// and the parameters that a controller reads as a whole.
@Configuration(proxyBeanMethods = false)
class ApiDescription {
    private static final String BEARER = "accessToken";
    private static final String COOKIE = "session";

    /// How a file to import may be sent as the body itself.
    private static final List<String> BODIES_OF_FILES = List.of(
            org.springframework.http.MediaType.APPLICATION_OCTET_STREAM_VALUE,
            "application/x-ndjson",
            org.springframework.http.MediaType.APPLICATION_JSON_VALUE,
            "text/csv",
            "application/gzip",
            "application/zip");

    private static final String ABOUT = """
            Collects posts, matches them with topics, and tells what happens at once. JSON; ids are 24 hexadecimal \
            digits, times ISO 8601 in UTC.

            **Errors** are `application/problem+json` with a `code`: AUTH001 wrong credentials, AUTH002 expired, AUTH003 \
            no valid token, AUTH004 not allowed, RATE001 too often, RATE002 \
            more than the plan allows, DATA001 not there (or not yours), DATA002 invalid \
            (`errors` names the fields), DATA003 conflict or stale, DATA004 too large, DATA005 unsupported type, SYS001 \
            our fault, SYS002 unavailable for the moment.

            **Lists** answer `{items, page}`; `limit` (1 to 100) and `offset`, or `after` with the cursor from \
            `page.next`, which stays right while things are added. `sortBy` and `sortOrder` (asc, desc) choose another \
            order. `fields=id,content.text` keeps only these fields of each thing. A parameter that a call doesn't have \
            is refused.

            **Limits** count per person on all nodes: `RateLimit-Policy` and `RateLimit` say how many calls of this kind \
            there are and how many are left; what is too much gets 429 with `Retry-After`.

            **Repeating a write**: with a header `Idempotency-Key` the same request gets the first answer for 24 hours, \
            without secrets that are told once.
            """;

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class, Caller.Person.class);
    }

    @Bean
    OpenAPI api(ObjectProvider<BuildProperties> build) {
        BuildProperties built = build.getIfAvailable();
        return new OpenAPI()
                .info(new Info()
                        .title("AutoMedia")
                        .version(built == null ? "development" : built.getVersion())
                        .description(ABOUT))
                .components(new Components()
                        .addSecuritySchemes(
                                BEARER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .bearerFormat("JWT")
                                        .description(
                                                "`tokens.accessToken` of the answer to a sign-in, or an API token"))
                        .addSecuritySchemes(
                                COOKIE,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.APIKEY)
                                        .in(SecurityScheme.In.COOKIE)
                                        .name(Authenticator.COOKIE)
                                        .description("The session of the pages (over TLS `__Host-"
                                                + Authenticator.COOKIE
                                                + "`); what changes something needs `X-CSRF-TOKEN` beside it")))
                .addSecurityItem(new SecurityRequirement().addList(BEARER))
                .addSecurityItem(new SecurityRequirement().addList(COOKIE));
    }

    @Bean
    OperationCustomizer readableOperationIds() {
        return (operation, method) ->
                operation.operationId(method.getBeanType().getSimpleName().replaceFirst("Controller$", "") + "_"
                        + method.getMethod().getName());
    }

    /// Describes the calls anew, by what their methods really take and answer.
    @Bean
    OpenApiCustomizer whatCallsTakeAndAnswer(
            @Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mappings,
            JsonMapper json) {
        return api -> {
            DescribedTypes requests = DescribedTypes.inRequests(json);
            DescribedTypes answers = DescribedTypes.inAnswers(json);
            DescribedCalls calls = new DescribedCalls(json, requests, answers);
            Map<String, Method> methods = methods(mappings.getObject());
            List<Operation> reading = new ArrayList<>();
            api.getPaths()
                    .forEach((path, operations) -> operations
                            .readOperationsMap()
                            .forEach((verb, operation) -> {
                                Method method = methods.get(verb + " " + path);
                                if (SecurityConfiguration.isPublic(path)) {
                                    operation.setSecurity(List.of());
                                }
                                if (method == null) {
                                    return;
                                }
                                Call call = new Call(verb, path, method);
                                if (!path.startsWith("/api/v1/")) {
                                    DescribedCalls.describeFailures(call, operation);
                                } else {
                                    calls.describe(call, operation);
                                    if (call.answersParts()) {
                                        reading.add(operation);
                                    }
                                    addWhatIsReadByHand(call.toString(), operation);
                                }
                            }));
            Components components = api.getComponents();
            components.setSchemas(new LinkedHashMap<>());
            DescribedProblems.describe(components);
            answers.components().forEach(components::addSchemas);
            addParts(reading, answers, components);
            addRequests(api, requests, components);
        };
    }

    private static Map<String, Method> methods(RequestMappingHandlerMapping mapping) {
        Map<String, Method> methods = new HashMap<>();
        mapping.getHandlerMethods()
                .forEach((info, handler) -> info.getPatternValues()
                        .forEach(pattern -> info.getMethodsCondition()
                                .getMethods()
                                .forEach(verb -> methods.put(verb + " " + pattern, handler.getMethod()))));
        return methods;
    }

    private static void addParts(List<Operation> reading, DescribedTypes answers, Components components) {
        PartialAnswers parts = new PartialAnswers(answers.components());
        for (Operation operation : reading) {
            ApiResponse whole = Objects.requireNonNull(operation.getResponses().get("200"));
            whole.getContent().values().forEach(content -> content.setSchema(parts.wholeOrPart(content.getSchema())));
        }
        parts.components().forEach(components::addSchemas);
    }

    /// What is another thing in a request than in an answer has another name there.
    private static void addRequests(OpenAPI api, DescribedTypes requests, Components components) {
        Map<String, Schema<?>> described = requests.components();
        Set<String> taken = new TreeSet<>(described.keySet());
        taken.retainAll(components.getSchemas().keySet());
        described.forEach((name, schema) -> {
            Renaming.of(schema, taken);
            components.addSchemas(taken.contains(name) ? name + Renaming.INPUT : name, schema);
        });
        api.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .filter(operation -> operation.getRequestBody() != null)
                .flatMap(operation -> operation.getRequestBody().getContent().values().stream())
                .forEach(content -> Renaming.of(content.getSchema(), taken));
    }

    private static void addWhatIsReadByHand(String call, Operation operation) {
        switch (call) {
            case "GET /api/v1/content" -> operation.setParameters(filters());
            case "POST /api/v1/content/import" -> {
                operation.setRequestBody(file());
                operation.addParametersItem(new Parameter()
                        .in("header")
                        .name("X-File-Name")
                        .description("how the file is called, when it is the body itself")
                        .required(false)
                        .schema(typed("string")));
            }
            case "POST /api/v1/media" -> operation.setRequestBody(picture());
            default -> {}
        }
    }

    private static List<Parameter> filters() {
        return ListParameters.OF_POSTS.entrySet().stream()
                .map(parameter -> new Parameter()
                        .in("query")
                        .name(parameter.getKey())
                        .description(parameter.getValue())
                        .required(false)
                        .schema(typed("string")))
                .toList();
    }

    private static RequestBody picture() {
        Schema<?> binary = typed("string").format("binary");
        return new RequestBody()
                .required(true)
                .description("JPEG, PNG, GIF, WebP, MP4 or QuickTime, in a form")
                .content(new Content()
                        .addMediaType(
                                org.springframework.http.MediaType.MULTIPART_FORM_DATA_VALUE,
                                new MediaType().schema(typed("object").addProperty("file", binary))));
    }

    private static RequestBody file() {
        Schema<?> binary = typed("string").format("binary");
        Content content = new Content()
                .addMediaType(
                        org.springframework.http.MediaType.MULTIPART_FORM_DATA_VALUE,
                        new MediaType().schema(typed("object").addProperty("file", binary)));
        BODIES_OF_FILES.forEach(type -> content.addMediaType(type, new MediaType().schema(binary)));
        return new RequestBody()
                .required(true)
                .description(
                        "JSONL, JSON or CSV, plain, gzip, or a zip with such files; in a form, or as the body itself "
                                + "with its name in the header X-File-Name, whatever its type is")
                .content(content);
    }
}
