package io.automedia.oidc;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// What a provider says of itself at `/.well-known/openid-configuration`.
///
/// @param authorize where browsers are sent
/// @param token where codes are redeemed
/// @param keys where the keys lie that sign its tokens
/// @param userInfo where more is told of a person; null where it isn't
/// @param takesBasic whether the secret of a client goes into a header; else into the form
/// @param namesItself whether its answers to browsers say who sent them
record Metadata(
        URI authorize, URI token, URI keys, @Nullable URI userInfo, boolean takesBasic, boolean namesItself) {}
