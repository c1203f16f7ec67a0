package io.automedia.testing;

import io.automedia.testing.Http.Answer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Opens pages as a browser does: it keeps cookies, and sends the CSRF token of the last page with its forms. It
/// follows no redirects.
public final class Browser {
    private static final Pattern TOKEN = Pattern.compile("<meta name=\"csrf\" content=\"([^\"]+)\"");

    private final Http nobody;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private String token = "";

    private Browser(Http nobody) {
        this.nobody = nobody;
    }

    /// A browser that has never been here.
    public static Browser at(String url) {
        return of(Http.to(url));
    }

    /// The same that calls so.
    public static Browser of(Http nobody) {
        return new Browser(nobody);
    }

    public Answer get(String path) {
        return remember(http().get(path));
    }

    /// Sends a form with the token of the page that was read last.
    public Answer post(String path, String form) {
        return postWith(token, path, form);
    }

    /// Sends a form with another token; empty for none.
    public Answer postWith(String csrfToken, String path, String form) {
        return remember(http().postForm(path, csrfToken.isEmpty() ? form : "_csrf=" + csrfToken + "&" + form));
    }

    /// What it would send with the next request.
    public Http http() {
        Http page = nobody.with("Accept", "text/html");
        return cookies.isEmpty()
                ? page
                : page.with(
                        "Cookie",
                        cookies.entrySet().stream()
                                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                                .collect(Collectors.joining("; ")));
    }

    /// The CSRF token of the page that was read last; empty when it had none.
    public String token() {
        return token;
    }

    private Answer remember(Answer answer) {
        for (String cookie : answer.headers("set-cookie")) {
            String[] pair = cookie.substring(0, cookie.indexOf(';')).split("=", 2);
            if (cookie.contains("Max-Age=0")) {
                cookies.remove(pair[0]);
            } else {
                cookies.put(pair[0], pair[1]);
            }
        }
        Matcher found = TOKEN.matcher(answer.text());
        if (found.find()) {
            token = found.group(1);
        }
        return answer;
    }
}
