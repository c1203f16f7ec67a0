package io.automedia.web.http;

import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import io.automedia.shared.Problem;
import io.automedia.shared.Problem.FieldError;
import io.automedia.shared.ProblemException;
import io.automedia.shared.Wanted;
import io.automedia.storage.FieldEncryptionException;
import jakarta.validation.ConstraintViolationException;
import java.util.List;
import java.util.UUID;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.validation.BindingResult;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;

/// Says what an exception means to the caller. What nobody foresaw becomes a 500 without any of its
/// text: the log has it under an id that the answer names.
final class ExceptionReader {
    private static final Logger log = LoggerFactory.getLogger(ExceptionReader.class);
    private static final int MOST_CAUSES = 12;

    private ExceptionReader() {}

    static ProblemBody read(Throwable thrown, String path) {
        return read(thrown, path, false);
    }

    /// Of one that the servlet container has written into the log with its trace.
    static ProblemBody readLogged(Throwable thrown, String path) {
        return read(thrown, path, true);
    }

    private static ProblemBody read(Throwable thrown, String path, boolean isLogged) {
        if (thrown instanceof MethodArgumentTypeMismatchException it) {
            return ProblemBody.of(Problem.invalid(it.getName(), Wanted.inWords(it.getRequiredType())), path);
        }
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++, cause = cause.getCause()) {
            if (cause instanceof ProblemException told) {
                return told.problem() instanceof Problem.Unkept
                        ? unforeseen(thrown, path, isLogged)
                        : ProblemBody.of(told.problem(), path);
            }
        }
        return switch (thrown) {
            case HttpMessageNotReadableException it -> ProblemBody.of(JsonErrors.read(it), path);
            case MaxUploadSizeExceededException it ->
                ProblemBody.of(new Problem.TooLarge("The upload is larger than this server accepts."), path);
            case HttpMediaTypeNotSupportedException it ->
                ProblemBody.of(new Problem.UnsupportedType("Send " + it.getSupportedMediaTypes() + "."), path);
            case BindingResult it -> ProblemBody.of(invalid(it), path);
            case ConstraintViolationException it -> ProblemBody.of(invalid(it), path);
            case TypeMismatchException it -> ProblemBody.of(Problem.invalid(name(it), "has a wrong value"), path);
            case MissingServletRequestParameterException it ->
                ProblemBody.of(Problem.invalid(it.getParameterName(), "is required"), path);
            case ServletRequestBindingException it ->
                ProblemBody.of(new Problem.Invalid("The request lacks something it needs.", List.of()), path);
            case RequestRejectedException it ->
                ProblemBody.of(new Problem.Invalid("A parameter has a name that no parameter has.", List.of()), path);
            case InvalidParameterException it -> status(HttpStatusCode.valueOf(it.getErrorCode()), path);
            case ErrorResponse it -> status(it.getStatusCode(), path);
            case MongoTimeoutException it -> unavailable(it, path);
            case MongoSocketException it -> unavailable(it, path);
            case RedisConnectionFailureException it -> unavailable(it, path);
            case FieldEncryptionException it when it.mayPass() -> withoutItsKey(it, path);
            default -> unforeseen(thrown, path, isLogged);
        };
    }

    /// What a bare status means, such as one that the servlet container chose.
    static ProblemBody status(HttpStatusCode status, String path) {
        return switch (status.value()) {
            case 404 -> ProblemBody.of(new Problem.NotFound("There is nothing at " + path + "."), path);
            case 401 -> ProblemBody.of(new Problem.Unauthenticated("AUTH003", "Sign in first."), path);
            case 403 -> ProblemBody.of(new Problem.Forbidden("This is not allowed."), path);
            case 405 -> ProblemBody.of(status, "DATA002", "This method is not offered here.", path);
            case 406 -> ProblemBody.of(status, "DATA002", "No answer of the types in Accept is offered here.", path);
            case 413 -> ProblemBody.of(new Problem.TooLarge("That is larger than this server accepts."), path);
            case 415 -> ProblemBody.of(new Problem.UnsupportedType("This type of body is not accepted."), path);
            case 429 -> ProblemBody.of(status, "RATE001", "Too many requests: wait a moment, then try again.", path);
            case 503 -> ProblemBody.of(new Problem.Unavailable("Not available at the moment."), path);
            default ->
                status.is5xxServerError()
                        ? ProblemBody.of(status, "SYS001", "Something went wrong here.", path)
                        : ProblemBody.of(status, "DATA002", "The request can't be understood.", path);
        };
    }

    private static ProblemBody unforeseen(Throwable thrown, String path, boolean isLogged) {
        String id = UUID.randomUUID().toString();
        if (isLogged) {
            log.error("Error {} while answering {}: {}", id, path, thrown.toString());
        } else {
            log.error("Error {} while answering {}", id, path, thrown);
        }
        return ProblemBody.of(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "SYS001",
                "Something went wrong here. The log tells more under " + id + ".",
                "urn:uuid:" + id);
    }

    private static ProblemBody unavailable(RuntimeException cause, String path) {
        log.warn("A store is away while answering {}: {}", path, cause.toString());
        return ProblemBody.of(new Problem.Unavailable("The store can't be reached: try again soon."), path);
    }

    private static ProblemBody withoutItsKey(FieldEncryptionException cause, String path) {
        log.warn("A key is away while answering {}: {}", path, cause.getMessage());
        return ProblemBody.of(new Problem.Unavailable("What is encrypted can't be read now: try again soon."), path);
    }

    private static Problem invalid(BindingResult result) {
        List<FieldError> errors = result.getFieldErrors().stream()
                .map(error -> new FieldError(
                        error.getField(),
                        error.isBindingFailure() ? "has a wrong value" : String.valueOf(error.getDefaultMessage())))
                .toList();
        return new Problem.Invalid("Some fields are not valid.", errors);
    }

    private static Problem invalid(ConstraintViolationException violations) {
        List<FieldError> errors = violations.getConstraintViolations().stream()
                .map(violation -> new FieldError(violation.getPropertyPath().toString(), violation.getMessage()))
                .toList();
        return new Problem.Invalid("Some fields are not valid.", errors);
    }

    private static String name(TypeMismatchException mismatch) {
        String name = mismatch.getPropertyName();
        return name == null ? "value" : name;
    }
}
