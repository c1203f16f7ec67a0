package io.automedia.textanalysis.training;

/// Finds the minimum of a smooth convex function with L-BFGS (Nocedal and Wright, Numerical Optimization,
/// chapter 7) and a halving line search. Uses no randomness: the same function gives the same point.
final class Minimiser {
    private static final int MEMORY = 6;
    private static final double ENOUGH_DECREASE = 1e-4;
    private static final double SHORTEST_STEP = 1e-6;

    private final int iterations;
    private final double tolerance;
    private final float[][] moves = new float[MEMORY][];
    private final float[][] changes = new float[MEMORY][];
    private final double[] curvatures = new double[MEMORY];
    private int remembered;

    /// @param tolerance stop when an iteration lowers the value by less than this share of it
    Minimiser(int iterations, double tolerance) {
        this.iterations = iterations;
        this.tolerance = tolerance;
    }

    /// The point that was reached from zero.
    float[] minimise(Objective objective, int dimensions) {
        float[] point = new float[dimensions];
        float[] gradient = new float[dimensions];
        float[] nextPoint = new float[dimensions];
        float[] nextGradient = new float[dimensions];
        float[] direction = new float[dimensions];
        double value = objective.at(point, gradient);
        for (int iteration = 0; iteration < iterations; iteration++) {
            choose(direction, gradient);
            double nextValue = search(objective, value, point, gradient, direction, nextPoint, nextGradient);
            remember(point, gradient, nextPoint, nextGradient);
            float[] oldPoint = point;
            point = nextPoint;
            nextPoint = oldPoint;
            float[] oldGradient = gradient;
            gradient = nextGradient;
            nextGradient = oldGradient;
            boolean settled = Math.abs(value - nextValue) < tolerance * Math.abs(value);
            value = nextValue;
            if (settled) {
                break;
            }
        }
        return point;
    }

    private static double search(
            Objective objective,
            double value,
            float[] point,
            float[] gradient,
            float[] direction,
            float[] nextPoint,
            float[] nextGradient) {
        double slope = dot(direction, gradient);
        double step = 1;
        while (true) {
            for (int index = 0; index < point.length; index++) {
                nextPoint[index] = (float) (point[index] + step * direction[index]);
            }
            double nextValue = objective.at(nextPoint, nextGradient);
            if (nextValue <= value + ENOUGH_DECREASE * step * slope || step < SHORTEST_STEP) {
                return nextValue;
            }
            step /= 2;
        }
    }

    /// The two-loop recursion.
    private void choose(float[] direction, float[] gradient) {
        for (int index = 0; index < direction.length; index++) {
            direction[index] = -gradient[index];
        }
        double[] projections = new double[MEMORY];
        int oldest = Math.max(0, remembered - MEMORY);
        for (int step = remembered - 1; step >= oldest; step--) {
            int slot = step % MEMORY;
            projections[slot] = curvatures[slot] * dot(moves[slot], direction);
            add(direction, changes[slot], -projections[slot]);
        }
        scale(direction, firstScale(gradient));
        for (int step = oldest; step < remembered; step++) {
            int slot = step % MEMORY;
            double correction = curvatures[slot] * dot(changes[slot], direction);
            add(direction, moves[slot], projections[slot] - correction);
        }
    }

    private double firstScale(float[] gradient) {
        if (remembered == 0) {
            return 1 / Math.sqrt(dot(gradient, gradient));
        }
        int last = (remembered - 1) % MEMORY;
        return 1 / (curvatures[last] * dot(changes[last], changes[last]));
    }

    private void remember(float[] point, float[] gradient, float[] nextPoint, float[] nextGradient) {
        int slot = remembered % MEMORY;
        float[] move = difference(nextPoint, point, moves[slot]);
        float[] change = difference(nextGradient, gradient, changes[slot]);
        double product = dot(move, change);
        if (product > 1e-12) {
            moves[slot] = move;
            changes[slot] = change;
            curvatures[slot] = 1 / product;
            remembered++;
        }
    }

    private static float[] difference(float[] left, float[] right, float @org.jspecify.annotations.Nullable [] reused) {
        float[] difference = reused == null ? new float[left.length] : reused;
        for (int index = 0; index < left.length; index++) {
            difference[index] = left[index] - right[index];
        }
        return difference;
    }

    private static double dot(float[] left, float[] right) {
        double sum = 0;
        for (int index = 0; index < left.length; index++) {
            sum += (double) left[index] * right[index];
        }
        return sum;
    }

    private static void add(float[] target, float[] source, double factor) {
        float single = (float) factor;
        for (int index = 0; index < target.length; index++) {
            target[index] += single * source[index];
        }
    }

    private static void scale(float[] target, double factor) {
        for (int index = 0; index < target.length; index++) {
            target[index] = (float) (target[index] * factor);
        }
    }
}
