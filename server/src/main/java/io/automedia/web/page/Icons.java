package io.automedia.web.page;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.resource.ResourceUrlProvider;

/// Where the icons are: one file of symbols, whose address changes with its content.
@Component("icons")
public final class Icons {
    private static final String FILE = "/assets/icons.svg";

    private final ResourceUrlProvider addresses;
    private volatile @Nullable String file;

    Icons(ResourceUrlProvider mvcResourceUrlProvider) {
        this.addresses = mvcResourceUrlProvider;
    }

    /// The file's address.
    public String file() {
        String known = file;
        if (known == null) {
            known = addresses.getForLookupPath(FILE);
            known = known == null ? FILE : known;
            file = known;
        }
        return known;
    }

    /// The address of one symbol.
    public String of(String name) {
        return file() + "#i-" + name;
    }
}
