package io.automedia.textanalysis.training;

/// A function to be made small.
interface Objective {

    /// Its value at a point; writes the gradient there into `gradient`.
    double at(float[] point, float[] gradient);
}
