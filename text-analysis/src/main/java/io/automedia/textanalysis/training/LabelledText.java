package io.automedia.textanalysis.training;

/// A text and the index of its class.
record LabelledText(String text, int label) {}
