/// The border that every HTTP request passes: who is calling, what is public, which headers an answer
/// carries, how JSON is read, and how what went wrong is told. Controllers lie in the modules of their
/// subject.
@NullMarked
package io.automedia.web.http;

import org.jspecify.annotations.NullMarked;
