package io.automedia.web.http;

import io.automedia.access.Caller;
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
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What `/v3/api-docs` says beyond what the controllers' signatures tell: who may call, how errors look,
/// and the parameters that a controller reads as a whole.
@Configuration(proxyBeanMethods = false)
class ApiDescription {
    private static final String BEARER = "accessToken";
    private static final String PROBLEM = "Problem";
    private static final Set<String> PUBLIC = Set.of(
            "/api/v1/auth/login",
            "/api/v1/auth/register",
            "/api/v1/auth/refresh",
            "/api/v1/auth/verify",
            "/api/v1/auth/password/forgot",
            "/api/v1/auth/password/reset",
            "/api/v1/auth/invitation",
            "/.well-known/jwks.json",
            "/.well-known/security.txt");
    private static final Set<String> CONTENTS =
            Set.of("GET /api/v1/jobs/{id}/file", "GET /api/v1/media/{id}", "GET /api/v1/media/{id}/thumbnail");
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

            **Repeating a write**: with a header `Idempotency-Key` the same request gets the first answer for 24 hours.
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
                                        .description("`tokens.accessToken` of the answer to a sign-in"))
                        .addSchemas(PROBLEM, problem())
                        .addResponses(
                                PROBLEM,
                                new ApiResponse()
                                        .description("What went wrong")
                                        .content(new Content()
                                                .addMediaType(
                                                        org.springframework.http.MediaType
                                                                .APPLICATION_PROBLEM_JSON_VALUE,
                                                        new MediaType()
                                                                .schema(new Schema<>()
                                                                        .$ref("#/components/schemas/" + PROBLEM))))))
                .addSecurityItem(new SecurityRequirement().addList(BEARER));
    }

    private static Schema<?> problem() {
        Schema<?> fieldError =
                typed("object").addProperty("field", typed("string")).addProperty("message", typed("string"));
        return typed("object")
                .addProperty("type", typed("string"))
                .addProperty("title", typed("string"))
                .addProperty("status", typed("integer"))
                .addProperty("detail", typed("string"))
                .addProperty("code", typed("string"))
                .addProperty("errors", typed("array").items(fieldError))
                .addProperty("instance", typed("string"))
                .addProperty("challenge", typed("string"))
                .addProperty("expiresIn", typed("integer"))
                .addProperty("confirmBy", typed("string"));
    }

    /// A type in the words of OpenAPI 3.0 and of 3.1.
    private static Schema<?> typed(String type) {
        Schema<?> schema = new Schema<>();
        schema.setType(type);
        schema.setTypes(Set.of(type));
        return schema;
    }

    @Bean
    OperationCustomizer readableOperationIds() {
        return (operation, method) ->
                operation.operationId(method.getBeanType().getSimpleName().replaceFirst("Controller$", "") + "_"
                        + method.getMethod().getName());
    }

    @Bean
    OpenApiCustomizer whatSignaturesDoNotTell() {
        return api -> api.getPaths()
                .forEach((path, operations) -> operations.readOperationsMap().forEach((method, operation) -> {
                    addProblem(operation);
                    if (PUBLIC.contains(path)) {
                        operation.setSecurity(List.of());
                    }
                    switch (method + " " + path) {
                        case "GET /api/v1/content" -> operation.setParameters(filters());
                        case "POST /api/v1/content/import" -> operation.setRequestBody(file());
                        case "POST /api/v1/media" -> operation.setRequestBody(picture());
                        default -> addFields(method + " " + path, operation);
                    }
                }));
    }

    private static void addFields(String call, Operation operation) {
        if (call.startsWith("GET /api/v1/") && !CONTENTS.contains(call)) {
            operation.addParametersItem(new Parameter()
                    .in("query")
                    .name("fields")
                    .description(ListParameters.OF_POSTS.get("fields"))
                    .required(false)
                    .schema(typed("string")));
        }
    }

    private static void addProblem(Operation operation) {
        ApiResponses responses = operation.getResponses() == null ? new ApiResponses() : operation.getResponses();
        responses.addApiResponse("default", new ApiResponse().$ref("#/components/responses/" + PROBLEM));
        operation.setResponses(responses);
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
        return new RequestBody()
                .required(true)
                .description(
                        "JSONL, JSON or CSV, plain, gzip, or a zip with such files; in a form, or as the body itself "
                                + "with its name in the header X-File-Name")
                .content(new Content()
                        .addMediaType(
                                org.springframework.http.MediaType.MULTIPART_FORM_DATA_VALUE,
                                new MediaType().schema(typed("object").addProperty("file", binary)))
                        .addMediaType(
                                org.springframework.http.MediaType.APPLICATION_OCTET_STREAM_VALUE,
                                new MediaType().schema(binary)));
    }
}
