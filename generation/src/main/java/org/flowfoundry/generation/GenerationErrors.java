package org.flowfoundry.generation;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.flowfoundry.core.error.NearMatches;
import org.flowfoundry.core.error.UsageException;
import org.flowfoundry.core.error.UserException;

/** The errors that generators answer the user with: what, why, how to mend it. */
public final class GenerationErrors {

    private GenerationErrors() {}

    public static UserException noFlows(String lake, String domain, Set<String> domains) {
        return new UserException("There are no flows of domain '" + domain + "' in lake '" + lake + "' to learn from. "
                + (domains.isEmpty()
                        ? "Ingest some first: 'flowfoundry ingest'."
                        : "It has those of " + String.join(", ", domains) + "." + meant(domain, domains)));
    }

    public static UserException tooFewRecords(String domain, long found, long needed) {
        return new UserException(
                "Domain '" + domain + "' has " + found + " records that a generator may learn from, fewer than "
                        + needed + ". Ingest more, give more days, or hold out a smaller part (--hold-out).");
    }

    public static UserException noGenerator(String model, String kind) {
        return new UserException("Model '" + model + "' is a " + kind
                + ", not a generator of flows. Train one: 'flowfoundry generate --kind flows' without --from.");
    }

    public static UsageException badCondition(String condition) {
        return new UsageException("Condition '" + condition + "' is not NAME=VALUE, such as label=DoS or protocol=17.");
    }

    public static UsageException noSuchField(String field, List<String> fields) {
        return new UsageException("The generator knows no field '" + field + "' that a condition could be on."
                + meant(field, fields) + " It knows: " + String.join(", ", fields) + ".");
    }

    public static UsageException notToWithhold(String field, List<String> fields) {
        return new UsageException("--withhold names '" + field + "', but the flows have no such field."
                + meant(field, fields) + " Fields: " + String.join(", ", fields) + ".");
    }

    public static UserException nothingToLearn(String domain) {
        return new UserException(
                "The flows of domain '" + domain + "' show no field that a generator could learn. Withhold fewer"
                        + " fields (--withhold), or ingest flows that have amounts, ports or flags.");
    }

    public static UsageException noSuchValue(String field, String value, List<String> values) {
        String known = values.size() <= 30
                ? String.join(", ", values)
                : String.join(", ", values.subList(0, 30)) + " and " + (values.size() - 30) + " more";
        return new UsageException("No record that the generator learned from has " + field + "=" + value + "."
                + meant(value, values) + " It learned: " + known + ".");
    }

    public static UserException notTogether() {
        return new UserException(
                "No flow has all that --condition or --balance asks for: one rule or another that the network's flows"
                        + " keep, such as which labels a protocol has, is against it. Nothing was written. Ask for less.");
    }

    public static UserException knowsWithheld(String generator, List<String> fields) {
        return new UserException("Generator '" + generator + "' is there, and has learned " + String.join(", ", fields)
                + ", which --withhold leaves out. Add --retrain for another version without.");
    }

    public static UserException countsOtherwise(String generator) {
        return new UserException(
                "Generator '" + generator + "' is there, and has learned each record as often as it occurs."
                        + " Add --retrain for another version of --distinct records, or leave --distinct out.");
    }

    public static UsageException badSetting(String setting, String value, String why) {
        return new UsageException("--" + setting + " " + value + ": " + why + ".");
    }

    public static UserException otherWriters(String table, Throwable cause) {
        return new UserException(
                "Table " + table + " could not be committed to, as other runs keep writing it: " + cause.getMessage()
                        + ". It is as it was. Run the command again when they are done.",
                cause);
    }

    public static UserException givesAway(List<String> risks) {
        return new UserException("The flows were not published: " + String.join("; ", risks)
                + ". Table synthetic_flows is as it was. Learn from more flows, in fewer steps (--steps) or with more --dropout; or"
                + " publish them all the same with --accept-risk.");
    }

    public static UserException sessionFileTooLarge(String file, long most) {
        return new UserException("'" + file + "' is longer than " + (most >> 20)
                + " MB, the most that is read as one file of sessions. Split it between two sessions.");
    }

    public static UserException noSeries(String lake, String source) {
        return new UserException("There are no series of " + source + " in '" + lake
                + "' for these domains and dates. Ingest packets with their lists (format mirage), or compute features for windows,"
                + " and choose domains and dates that have them.");
    }

    public static UserException tooFewSeries(long found, long needed) {
        return new UserException("There are " + found + " series to learn from, fewer than " + needed
                + ". Ingest more flows with lists of packets, or choose more domains and dates.");
    }

    public static UserException tooFewSeriesForWorkers(long found, int workers) {
        return new UserException(found + " series are too few for " + workers
                + " workers, each of which needs some to learn from and some to validate with. Give --workers 1.");
    }

    public static UserException mixedSeries(String found) {
        return new UserException("The series are of different kinds: " + found
                + ". One model is of one kind: choose domains and dates that have one.");
    }

    public static UserException tooManyClasses(long found, int most) {
        return new UserException("The series have " + found + " labels, of at most " + most
                + " that a model can tell apart. Choose domains with fewer.");
    }

    public static UserException unknownLabel(String label, List<String> known) {
        return new UserException(
                "No series with label '" + label + "' was learned. There are: " + String.join(", ", known) + ".");
    }

    public static UserException notOfSeries(String model, String kind) {
        return new UserException("Model '" + model + "' is of kind " + kind
                + ", not one that generates series. 'models list' shows the kinds.");
    }

    private static String meant(String word, Collection<String> known) {
        List<String> near = NearMatches.of(word, known);
        return near.isEmpty() ? "" : " Did you mean " + String.join(" or ", near) + "?";
    }
}
