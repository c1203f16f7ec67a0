/// How a person wants the pages: theme, language, time zone.
@NullMarked
package io.automedia.web.settings;

import org.jspecify.annotations.NullMarked;
