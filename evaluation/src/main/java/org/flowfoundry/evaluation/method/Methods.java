package org.flowfoundry.evaluation.method;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.flowfoundry.evaluation.EvaluationErrors;
import org.flowfoundry.evaluation.method.FewShotMethod.Member;
import org.flowfoundry.evaluation.method.FewShotMethod.Role;
import org.flowfoundry.evaluation.protocol.RowViews.Made;
import org.flowfoundry.evaluation.protocol.View;

/** The methods that are compared. */
public final class Methods {

    /** The average of trees and heads on the flow's own values, with the prior step: the strongest control. */
    public static final String AVERAGE = "average";

    private static final String WITH_PRIOR = "+prior";
    private static final String ON_CONTEXT = "+context";

    private Methods() {}

    /** Each classifier alone, with host context, with the prior step, with both; and averages of them. */
    public static List<FewShotMethod> baselines() {
        List<FewShotMethod> methods = new ArrayList<>();
        for (Learner learner : Learner.values()) {
            if (!learner.readsView() || learner.trainsEncoder()) {
                continue;
            }
            addBoth(methods, learner.label(), List.of(new Member(learner, View.FLOW)), Role.BASELINE);
            addBoth(methods, learner.label() + ON_CONTEXT, List.of(new Member(learner, View.CONTEXT)), Role.BASELINE);
        }
        addBoth(methods, AVERAGE, average(View.FLOW), Role.CONTROL);
        addBoth(methods, AVERAGE + ON_CONTEXT, averageAndContext(), Role.CONTROL);
        return methods;
    }

    /** All that need no registered network. */
    public static List<FewShotMethod> ownOfEvaluation() {
        return joined(baselines(), encoders());
    }

    /** Heads on a network's view. */
    public static List<FewShotMethod> of(String view, Role role) {
        return with(view, heads(view), role);
    }

    /** A network that is itself trained on the labels. */
    public static List<FewShotMethod> tuned(String name, Role role) {
        return with(name, List.of(tuned(name)), role);
    }

    /** What decides in {@link #tuned(String, Role)}. */
    public static Member tuned(String name) {
        return new Member(Learner.TUNED, name);
    }

    /** A network's members alone, averaged with trees on the flow's own values, and with the whole of the strongest control. */
    private static List<FewShotMethod> with(String name, List<Member> members, Role role) {
        List<FewShotMethod> methods = new ArrayList<>();
        addBoth(methods, name, members, role);
        addBoth(methods, name + "+trees", joined(trees(View.FLOW), members), role);
        addBoth(methods, name + "+all", joined(averageAndContext(), members), role);
        return methods;
    }

    /**
     * Encoders that learned from the unlabelled pool, contrastive and masked kept apart: heads on each; heads on both, averaged with
     * trees; trained on from there. And the same with untrained copies, for which that is training from scratch.
     */
    public static List<FewShotMethod> encoders() {
        List<FewShotMethod> methods = new ArrayList<>();
        for (Made made : List.of(Made.SCARF, Made.MAE)) {
            addBoth(methods, made.view(), heads(made), Role.MODEL);
            addBoth(methods, made.view() + "+trees", joined(trees(View.FLOW), heads(made)), Role.MODEL);
        }
        addBoth(methods, "self-supervised", joined(trees(View.FLOW), heads(Made.SCARF, Made.MAE)), Role.MODEL);
        addBoth(methods, "self-supervised" + ON_CONTEXT, selfSupervisedAndContext(), Role.MODEL);
        addBoth(
                methods,
                "self-supervised-untrained",
                joined(trees(View.FLOW), heads(Made.UNTRAINED_SCARF, Made.UNTRAINED_MAE)),
                Role.UNTRAINED);
        addBoth(methods, "fine-tuned", networks(Made.SCARF, Made.MAE), Role.MODEL);
        addBoth(methods, "scratch", networks(Made.UNTRAINED_SCARF, Made.UNTRAINED_MAE), Role.SCRATCH);
        return methods;
    }

    private static List<Member> selfSupervisedAndContext() {
        return joined(joined(trees(View.FLOW), forestsOnContext()), heads(Made.SCARF, Made.MAE));
    }

    private static List<Member> heads(Made... encoders) {
        return Arrays.stream(encoders)
                .flatMap(encoder -> heads(encoder.view()).stream())
                .toList();
    }

    private static List<Member> heads(String view) {
        return List.of(new Member(Learner.LOGISTIC, view), new Member(Learner.SVM, view));
    }

    private static List<Member> networks(Made... encoders) {
        return Arrays.stream(encoders)
                .map(encoder -> new Member(Learner.NETWORK, encoder.view()))
                .toList();
    }

    /** Those of the given names; where there are no names, all but those that take many Spark jobs. */
    public static List<FewShotMethod> named(List<FewShotMethod> methods, List<String> names) {
        for (String name : names) {
            if (methods.stream().noneMatch(method -> method.name().equals(name))) {
                throw EvaluationErrors.unknownMethod(
                        name, methods.stream().map(FewShotMethod::name).toList());
            }
        }
        return names.isEmpty()
                ? methods.stream().filter(method -> !method.runsAtDriver()).toList()
                : methods.stream()
                        .filter(method -> names.contains(method.name()))
                        .toList();
    }

    private static List<Member> trees(String view) {
        return List.of(
                new Member(Learner.RANDOM_FOREST, view),
                new Member(Learner.EXTRA_TREES, view),
                new Member(Learner.XGBOOST, view).from(2));
    }

    private static List<Member> average(String view) {
        return joined(trees(view), List.of(new Member(Learner.SVM, view), new Member(Learner.LOGISTIC, view)));
    }

    private static List<Member> averageAndContext() {
        return joined(average(View.FLOW), forestsOnContext());
    }

    /** The context overfits to hosts where there are many labels, so it is for members of its own; some domains have no hosts. */
    private static List<Member> forestsOnContext() {
        return List.of(
                new Member(Learner.RANDOM_FOREST, View.CONTEXT).whereThere(),
                new Member(Learner.EXTRA_TREES, View.CONTEXT).whereThere());
    }

    private static <T> List<T> joined(List<T> some, List<T> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    private static void addBoth(List<FewShotMethod> methods, String name, List<Member> members, Role role) {
        methods.add(new FewShotMethod(name, members, false, role));
        boolean isControl = role == Role.BASELINE && name.equals(Learner.RANDOM_FOREST.label());
        methods.add(new FewShotMethod(name + WITH_PRIOR, members, true, isControl ? Role.CONTROL : role));
    }
}
