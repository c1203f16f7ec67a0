package io.automedia.sessions;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The device as its `User-Agent` describes it: enough for a person to recognise his own sessions.
///
/// @param type `desktop`, `mobile`, `tablet` or `other`
public record DeviceInfo(String type, String os, String browser) {
    /// What it doesn't say.
    public static final String UNKNOWN = "unknown";

    /// In this order, since each names its forerunners too.
    private static final Map<String, String> BROWSERS = ordered(
            "Edg",
            "Edge",
            "OPR/",
            "Opera",
            "SamsungBrowser",
            "Samsung Internet",
            "Firefox",
            "Firefox",
            "Chromium",
            "Chromium",
            "Chrome",
            "Chrome",
            "CriOS",
            "Chrome",
            "Safari",
            "Safari",
            "curl",
            "curl",
            "AutoMedia",
            "AutoMedia",
            "Java-http-client",
            "Java",
            "python",
            "Python");

    private static final Map<String, String> SYSTEMS = ordered(
            "Windows NT 10",
            "Windows 10",
            "Windows",
            "Windows",
            "iPhone",
            "iOS",
            "iPad",
            "iPadOS",
            "Android",
            "Android",
            "Mac OS X",
            "macOS",
            "CrOS",
            "ChromeOS",
            "Linux",
            "Linux");

    /// What a program says of itself, in words for people.
    public static DeviceInfo of(@Nullable String userAgent) {
        String text = userAgent == null ? "" : userAgent;
        return new DeviceInfo(type(text.toLowerCase(Locale.ROOT)), first(SYSTEMS, text), first(BROWSERS, text));
    }

    private static String type(String text) {
        if (text.contains("ipad") || (text.contains("android") && !text.contains("mobile"))) {
            return "tablet";
        }
        if (text.contains("mobile") || text.contains("iphone")) {
            return "mobile";
        }
        return text.startsWith("mozilla") ? "desktop" : "other";
    }

    private static String first(Map<String, String> names, String text) {
        return names.entrySet().stream()
                .filter(entry -> text.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(UNKNOWN);
    }

    private static Map<String, String> ordered(String... pairs) {
        Map<String, String> map = new java.util.LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
