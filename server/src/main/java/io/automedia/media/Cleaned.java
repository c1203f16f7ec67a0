package io.automedia.media;

/// A picture without what it told about its maker.
///
/// @param width in pixels, before it is turned upright, as is `height`
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record Cleaned(byte[] bytes, int width, int height, Orientation orientation) {}
