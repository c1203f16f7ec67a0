package io.automedia.embeddedmongodb.differential;

import java.util.function.Function;
import java.util.function.Predicate;

/// Something that the independent server does otherwise, and how to tell that it is what made a difference.
/// @param shows whether a difference may come from it
/// @param proof asks again where the answers alone don't tell
record Deviation(String reason, Predicate<Difference> shows, Proof proof) {

    /// Tells by further questions whether a difference comes from a deviation.
    @FunctionalInterface
    interface Proof {
        boolean holds(Difference difference, Inquiry inquiry);

        /// Both must answer the same once the cause is taken away.
        static Proof gone(Function<Difference, Question> without) {
            return (difference, inquiry) -> inquiry.agree(without.apply(difference));
        }

        /// There is another way to ask for the same, which both must answer as the embedded server answered before.
        static Proof rephrased(Function<Difference, Question> rephrase) {
            return (difference, inquiry) -> inquiry.agree(rephrase.apply(difference), difference.ours());
        }

        /// Both must refuse this.
        static Proof refused(Function<Difference, Question> alone) {
            return (difference, inquiry) -> inquiry.refuse(alone.apply(difference));
        }

        /// Both must answer the same about those documents for which, one by one, neither refuses.
        static Proof answered() {
            return (difference, inquiry) -> inquiry.agree(new Question(
                    difference.documents().stream()
                            .filter(each -> inquiry.answer(difference.about(each)))
                            .toList(),
                    difference.command()));
        }

        default Proof and(Proof other) {
            return (difference, inquiry) -> holds(difference, inquiry) && other.holds(difference, inquiry);
        }
    }

    static Deviation of(String reason, Predicate<Difference> shows) {
        return new Deviation(reason, shows, (_, _) -> true);
    }

    static Deviation of(String reason, Predicate<Difference> shows, Proof proof) {
        return new Deviation(reason, shows, proof);
    }
}
