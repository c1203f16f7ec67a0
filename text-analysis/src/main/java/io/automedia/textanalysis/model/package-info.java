/// What the shipped models are made of: folding, features, weights and their file format.
///
/// Shared by the analysis and by the training, so that both see a text in exactly the same way. Not meant for
/// other callers.
@NullMarked
package io.automedia.textanalysis.model;

import org.jspecify.annotations.NullMarked;
