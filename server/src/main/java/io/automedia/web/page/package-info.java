/// What all pages share: who looks, in which language and time zone, how numbers and times read, and the frame around
/// each page. Every page has a package of its own beside this one, whose one builder class calls the front doors.
@NullMarked
package io.automedia.web.page;

import org.jspecify.annotations.NullMarked;
