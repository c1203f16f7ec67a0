/// Makes the model files that this library ships, from labelled texts, reproducibly.
///
/// Run by hand with [TrainModels]; nothing at run time depends on it.
@NullMarked
package io.automedia.textanalysis.training;

import org.jspecify.annotations.NullMarked;
