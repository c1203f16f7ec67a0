@org.jspecify.annotations.NullMarked
package io.automedia.tls;
