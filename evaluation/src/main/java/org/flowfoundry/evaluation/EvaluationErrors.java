package org.flowfoundry.evaluation;

import java.util.Collection;
import java.util.List;
import org.flowfoundry.core.error.NearMatches;
import org.flowfoundry.core.error.UsageException;
import org.flowfoundry.core.error.UserException;

/** The errors that an evaluation answers the user with: what, why, how to mend it. */
public final class EvaluationErrors {

    private EvaluationErrors() {}

    public static UsageException unknownTask(String name, List<String> known) {
        List<String> near = NearMatches.of(name, known);
        return new UsageException("There is no task '" + name + "'. "
                + (near.isEmpty() ? "Tasks: " + String.join(", ", known) : "Did you mean " + String.join(" or ", near))
                + (near.isEmpty() ? "." : "?"));
    }

    public static UsageException unknownMethod(String name, List<String> known) {
        List<String> near = NearMatches.of(name, known);
        return new UsageException("There is no method or model '" + name + "'. "
                + (near.isEmpty()
                        ? "Methods: " + String.join(", ", known) + "."
                        : "Did you mean " + String.join(" or ", near) + "?"));
    }

    public static UsageException unknownSplit(String name, List<String> known) {
        return new UsageException("There is no split '" + name + "'. Splits: " + String.join(", ", known) + ".");
    }

    public static UsageException badNumber(String option, long value, long least, long most) {
        return new UsageException(
                "--" + option + " is " + value + ", but must lie between " + least + " and " + most + ".");
    }

    public static UserException noFlows(String lake, List<String> missing, List<String> there) {
        List<String> near = missing.isEmpty() ? List.of() : NearMatches.of(missing.get(0), there);
        return new UserException("Table flows in lake '" + lake + "' has no flows"
                + (missing.isEmpty() ? "" : " of domain " + String.join(", ", missing)) + "."
                + (near.isEmpty() ? "" : " Did you mean " + String.join(" or ", near) + "?")
                + " Ingest labelled flows first (docs/datasets.md), or choose others with --domain.");
    }

    public static UserException noLabels(String domain, String task, String what) {
        return new UserException("No flow of domain '" + domain + "' has " + what + ", so the task '" + task
                + "' has nothing to ask. Choose domains with labels by --domain, or another task.");
    }

    public static UserException labelsMeanNothing(String domain, String task, Collection<String> labels) {
        return new UserException("No label of domain '" + domain + "' means a class that the task '" + task
                + "' looks for. The labels there are: " + String.join(", ", labels)
                + ". Choose another task, or spell labels as data sets do (ddos, botnet, benign ...).");
    }

    public static UserException nothingOrdinary(String domain, String task, Collection<String> labels) {
        return new UserException("No label of domain '" + domain + "' means the flows that the task '" + task
                + "' tells its classes from. The labels there are: " + String.join(", ", labels)
                + ". Choose another task, or ingest ordinary flows, too (labelled benign, normal, background ...).");
    }

    public static UserException tooFewClasses(String domain, String task, Collection<String> counts, int least) {
        return new UserException("Task '" + task + "' needs two classes of at least " + least
                + " different flows each in domain '" + domain + "', once duplicates are gone. There are: "
                + (counts.isEmpty() ? "none" : String.join(", ", counts))
                + ". Ingest more of it, choose another domain with --domain, or another task.");
    }

    public static UserException tooManyClasses(String domain, String task, long classes, int most) {
        return new UserException("Task '" + task + "' has " + classes + " classes in domain '" + domain
                + "', more than " + most + ": are these labels? Choose another task.");
    }

    public static UserException splitNotPossible(String domain, String split, String why) {
        return new UserException("Domain '" + domain + "' cannot be split by " + split + ": " + why
                + ". Take another --split, or --split auto, which takes the strictest that is possible and says so.");
    }

    public static UserException notHeldOut(String domain, String rows, int least) {
        return new UserException("Domain '" + domain + "' cannot be split as the models were: of two classes at least "
                + least + " different flows must have been kept from their training, and as many not. Flows that were"
                + " and were not seen: " + rows + ". Pretrain with a larger --test-hosts, another --test-from, or"
                + " --split-by stretches where the domain has few hosts; or leave the model or the domain out.");
    }

    public static UserException ordinaryNotHeldOut(String domain, String ordinary) {
        return new UserException("Domain '" + domain + "' cannot be split as the models were: too few flows of class "
                + ordinary + " were kept from their training, or in it. Pretrain with a larger --test-hosts, another"
                + " --test-from, or --split-by stretches; or leave the model or the domain out.");
    }

    public static UsageException nothingToFineTune() {
        return new UsageException("--fine-tune trains registered graph networks on the labels, and --models names none."
                + " Give --models NAME of one made with `pretrain --model gnn`, or leave --fine-tune out.");
    }

    public static LeakException leak(String domain, String what) {
        return new LeakException("The evaluation of domain '" + domain + "' leaks and is worth nothing: " + what
                + ". This is a fault of the program or of a model trained on the test rows: train the model anew"
                + " without them, or leave it out of --models; nothing was written.");
    }

    public static UserException nothingToEvaluate(List<String> tasks) {
        return new UserException(
                "No domain of the lake could be evaluated for the task '" + String.join("', nor for '", tasks)
                        + "': see the reasons above. Ingest labelled flows first (docs/datasets.md), or take another task.");
    }

    public static UserException reportNotWritten(String option, String where, Throwable cause) {
        return new UserException(
                "'" + where + "' cannot be written: " + cause.getMessage() + ". Give " + option
                        + " a place that can be written to.",
                cause);
    }

    public static UsageException badMargin(double margin) {
        return new UsageException("--margin is " + margin
                + ", but is a macro-F1 that may be lost at worst: at least 0 and less than 1, such as 0.01.");
    }

    /** @param models those to be evaluated together */
    public static UserException notEvaluatedTogether(
            String lake, String task, String candidate, String other, List<String> models) {
        return new UserException(
                "Whether " + candidate + " is better than " + other + " cannot be told: table evaluations"
                        + " in lake '" + lake + "' has no day on which both were evaluated for the task '" + task
                        + "' in the same network, with the same split, seed and labels. Run `flowfoundry evaluate --lake "
                        + lake
                        + " --task " + task + " --models " + String.join(",", models) + "` first.");
    }

    public static UsageException noMarkdownFile(String file) {
        return new UsageException(
                "--results writes a page in Markdown, and '" + file + "' does not end in .md. Give a file that does.");
    }

    /** @param domain null = any */
    public static UserException noSyntheticFlows(String lake, String domain, String which, List<String> there) {
        return new UserException("Table synthetic_flows in lake '" + lake + "' has no flows"
                + (domain == null ? "" : " of domain '" + domain + "'")
                + (which.isEmpty() ? "" : ", " + which) + ". "
                + (there.isEmpty()
                        ? "Run `flowfoundry generate --lake " + lake + " --kind flows` first."
                        : "There are: " + String.join("; ", there)
                                + ". Choose among them with --domain, --generator and" + " --run, or generate more."));
    }

    public static UserException noDomainChosen(String lake, List<String> there) {
        return new UserException("Table synthetic_flows in lake '" + lake
                + "' has flows of no domain, or of several, and"
                + " one is compared at a time. There are: " + (there.isEmpty() ? "none" : String.join("; ", there))
                + ". Choose with --domain.");
    }

    public static UsageException unknownKind(String kind, String known) {
        return new UsageException("--kind is '" + kind + "', but what can be compared is: " + known + ".");
    }

    public static UsageException unknownField(String option, String name, List<String> known) {
        List<String> near = NearMatches.of(name, known);
        return new UsageException(option + " names '" + name + "', but the flows have no such field. "
                + (near.isEmpty()
                        ? "Fields: " + String.join(", ", known) + "."
                        : "Did you mean " + String.join(" or ", near) + "?"));
    }

    public static UsageException classIsANumber(String name, List<String> names) {
        return new UsageException("--class names '" + name + "', which holds amounts, not names of classes. Fields that"
                + " hold names: " + String.join(", ", names) + ".");
    }

    public static UserException notTwoClasses(String domain, String field, Collection<String> classes) {
        return new UserException("Field '" + field + "' has " + classes.size()
                + " classes in the sampled flows of domain '"
                + domain + "'"
                + (classes.isEmpty()
                        ? ""
                        : ": " + String.join(", ", classes.stream().limit(5).toList()))
                + ". Classifiers need 2 to 50. Name another field with --class, or leave it out to compare without.");
    }

    public static UserException tooFewRecords(String domain, String what, long records, int least) {
        return new UserException("Domain '" + domain + "' has " + records + " " + what + " records, and no fewer than "
                + least + " say anything. Ingest or generate more, or hold out another share with --hold-out.");
    }

    public static IllegalStateException boosting(Throwable cause) {
        return new IllegalStateException("XGBoost failed: " + cause.getMessage(), cause);
    }
}
