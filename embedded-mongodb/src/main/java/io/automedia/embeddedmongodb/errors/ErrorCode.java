package io.automedia.embeddedmongodb.errors;

/// MongoDB's error codes that this server uses, under MongoDB's names
/// (source: `src/mongo/base/error_codes.yml`, and the numbers of individual assertions, called `Location<number>`).
public enum ErrorCode {
    INTERNAL_ERROR(1, "InternalError"),
    BAD_VALUE(2, "BadValue"),
    GRAPH_CONTAINS_CYCLE(5, "GraphContainsCycle"),
    HOST_UNREACHABLE(6, "HostUnreachable"),
    UNKNOWN_ERROR(8, "UnknownError"),
    FAILED_TO_PARSE(9, "FailedToParse"),
    UNAUTHORIZED(13, "Unauthorized"),
    TYPE_MISMATCH(14, "TypeMismatch"),
    OVERFLOW(15, "Overflow"),
    INVALID_LENGTH(16, "InvalidLength"),
    PROTOCOL_ERROR(17, "ProtocolError"),
    AUTHENTICATION_FAILED(18, "AuthenticationFailed"),
    ILLEGAL_OPERATION(20, "IllegalOperation"),
    INVALID_BSON(22, "InvalidBSON"),
    NAMESPACE_NOT_FOUND(26, "NamespaceNotFound"),
    INDEX_NOT_FOUND(27, "IndexNotFound"),
    PATH_NOT_VIABLE(28, "PathNotViable"),
    CONFLICTING_UPDATE_OPERATORS(40, "ConflictingUpdateOperators"),
    CURSOR_NOT_FOUND(43, "CursorNotFound"),
    NAMESPACE_EXISTS(48, "NamespaceExists"),
    MAX_TIME_MS_EXPIRED(50, "MaxTimeMSExpired"),
    DOLLAR_PREFIXED_FIELD_NAME(52, "DollarPrefixedFieldName"),
    INVALID_ID_FIELD(53, "InvalidIdField"),
    NOT_SINGLE_VALUE_FIELD(54, "NotSingleValueField"),
    EMPTY_FIELD_NAME(56, "EmptyFieldName"),
    COMMAND_NOT_FOUND(59, "CommandNotFound"),
    IMMUTABLE_FIELD(66, "ImmutableField"),
    CANNOT_CREATE_INDEX(67, "CannotCreateIndex"),
    INDEX_ALREADY_EXISTS(68, "IndexAlreadyExists"),
    INVALID_OPTIONS(72, "InvalidOptions"),
    INVALID_NAMESPACE(73, "InvalidNamespace"),
    INDEX_OPTIONS_CONFLICT(85, "IndexOptionsConflict"),
    INDEX_KEY_SPECS_CONFLICT(86, "IndexKeySpecsConflict"),
    SHUTDOWN_IN_PROGRESS(91, "ShutdownInProgress"),
    COMMAND_NOT_SUPPORTED(115, "CommandNotSupported"),
    DOCUMENT_VALIDATION_FAILURE(121, "DocumentValidationFailure"),
    CANNOT_BACKFILL_ARRAY(155, "CannotBackfillArray"),
    NOT_A_REPLICA_SET(123, "NotAReplicaSet"),
    INCOMPATIBLE_SERVER_VERSION(188, "IncompatibleServerVersion"),
    COMMAND_NOT_SUPPORTED_ON_VIEW(166, "CommandNotSupportedOnView"),
    OPTION_NOT_SUPPORTED_ON_VIEW(167, "OptionNotSupportedOnView"),
    INVALID_PIPELINE_OPERATOR(168, "InvalidPipelineOperator"),
    CANNOT_INDEX_PARALLEL_ARRAYS(171, "CannotIndexParallelArrays"),
    INVALID_INDEX_SPECIFICATION_OPTION(197, "InvalidIndexSpecificationOption"),
    QUERY_EXCEEDED_MEMORY_LIMIT(292, "QueryExceededMemoryLimitNoDiskUseAllowed"),
    QUERY_FEATURE_NOT_ALLOWED(224, "QueryFeatureNotAllowed"),
    INTERRUPTED(11601, "Interrupted"),
    CONVERSION_FAILURE(241, "ConversionFailure"),
    API_VERSION_ERROR(322, "APIVersionError"),
    API_STRICT_ERROR(323, "APIStrictError"),
    NO_QUERY_EXECUTION_PLANS(291, "NoQueryExecutionPlans"),
    OUT_OF_DISK_SPACE(14031, "OutOfDiskSpace"),
    BSON_OBJECT_TOO_LARGE(10334, "BSONObjectTooLarge"),
    DUPLICATE_KEY(11000, "DuplicateKey");

    private final int number;
    private final String codeName;

    ErrorCode(int number, String codeName) {
        this.number = number;
        this.codeName = codeName;
    }

    public int number() {
        return number;
    }

    public String codeName() {
        return codeName;
    }
}
