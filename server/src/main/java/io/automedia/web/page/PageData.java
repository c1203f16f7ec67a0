package io.automedia.web.page;

import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Writes what a page's script reads from `<script type="application/json">`.
@Component("pageData")
public final class PageData {
    private final JsonMapper json;

    PageData(JsonMapper json) {
        this.json = json;
    }

    /// JSON that can't end its element or open a comment, whatever texts are in it.
    public String json(Object value) {
        return json.writeValueAsString(value)
                .replace("&", "\\u0026")
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }
}
