package org.flowfoundry.evaluation.method;

import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.flowfoundry.training.decision.ClassMix;

/**
 * A way to decide from a few labels: the average of members' probabilities, each of its own view of the rows, and where asked
 * for the prior step (Saerens, Latinne and Decaestecker 2002) on the unlabelled pool.
 *
 * @param name as in reports and {@code --models}
 * @param members whose probabilities are averaged, each with a floor
 * @param prior whether decisions follow the estimated mix of classes, as far as {@link ClassMix#exponent} says
 * @param role what it is compared as
 */
public record FewShotMethod(String name, List<Member> members, boolean prior, Role role) implements Serializable {

    /** What a method is in the comparison. */
    public enum Role {
        /** A classifier as anyone would take it. */
        BASELINE,
        /** What a model has to beat: the strongest that needs no model. */
        CONTROL,
        /** An untrained copy of a network. */
        UNTRAINED,
        /** A network that has learned from the labels alone: what a pre-trained one is to gain over. */
        SCRATCH,
        /** A pre-trained model. */
        MODEL
    }

    /**
     * A classifier on a view.
     *
     * @param leastShots labels per class from which on it takes part: boosting is useless with one
     * @param dispensable whether the others decide without it where a domain has no such view
     */
    public record Member(Learner learner, String view, int leastShots, boolean dispensable) implements Serializable {

        Member(Learner learner, String view) {
            this(learner, view, 1, false);
        }

        Member from(int shots) {
            return new Member(learner, view, shots, dispensable);
        }

        Member whereThere() {
            return new Member(learner, view, leastShots, true);
        }
    }

    public FewShotMethod {
        members = List.copyOf(members);
        if (members.stream().noneMatch(member -> member.leastShots == 1 && !member.dispensable)) {
            throw new IllegalArgumentException("A method needs a member that works with one label, in any domain");
        }
    }

    /**
     * Those that take part with so many labels per class.
     *
     * @param hasView whether a domain has a view of this name
     */
    List<Member> members(int shots, Predicate<String> hasView) {
        return members.stream()
                .filter(member -> member.leastShots <= shots)
                .filter(member -> !member.dispensable || hasView.test(member.view))
                .toList();
    }

    /** Whether a domain has the views that it cannot do without. */
    public boolean worksWith(Predicate<String> hasView) {
        return members.stream().allMatch(member -> member.dispensable || hasView.test(member.view));
    }

    /** Whether it starts Spark jobs of its own, and so must run at the driver. */
    public boolean runsAtDriver() {
        return members.stream().anyMatch(member -> member.learner().isJob());
    }

    /** The names of the views that it reads. */
    public Set<String> views() {
        return members.stream().map(Member::view).collect(Collectors.toSet());
    }
}
