/// That what is stored is what the schema says, field by field, and that the server refuses anything else.
@NullMarked
package io.automedia.schema;

import org.jspecify.annotations.NullMarked;
