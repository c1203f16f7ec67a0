package io.automedia.textanalysis;

/// A language as its ISO 639-1 code, or [#UNDETERMINED] with confidence 0 where there is nothing to go on.
/// `confidence` is from 0 to 1.
public record DetectedLanguage(String code, double confidence) {

    /// The code (ISO 639-2) for a text in no language that can be told.
    public static final String UNDETERMINED = "und";

    public static final DetectedLanguage NONE = new DetectedLanguage(UNDETERMINED, 0);

    public DetectedLanguage {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence must be from 0 to 1, not " + confidence);
        }
    }

    public boolean isDetermined() {
        return !code.equals(UNDETERMINED);
    }
}
