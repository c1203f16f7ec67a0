/// How a person wants the pages: theme, language, time zone, and how long his posts are kept.
@NullMarked
package io.automedia.web.settings;

import org.jspecify.annotations.NullMarked;
