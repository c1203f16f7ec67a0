package io.automedia.web.page;

import java.util.Locale;
import org.springframework.context.MessageSource;

/// The message files in one language.
public record Words(MessageSource messages, Locale locale) {
    /// The message of this key with its places filled in.
    ///
    /// @throws org.springframework.context.NoSuchMessageException when no file has it: a mistake of ours
    public String of(String key, Object... values) {
        return messages.getMessage(key, values, locale);
    }

    /// The message of this key, or the text itself when no file has it: for names that come from outside, such as a
    /// platform that we don't know yet.
    public String named(String prefix, String name) {
        String found = messages.getMessage(prefix + name, null, name, locale);
        return found == null ? name : found;
    }
}
