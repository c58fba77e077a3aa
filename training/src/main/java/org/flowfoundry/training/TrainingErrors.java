package org.flowfoundry.training;

import java.util.List;
import org.flowfoundry.core.error.UsageException;
import org.flowfoundry.core.error.UserException;

/** The errors that training, adaptation, scoring and the registry answer the user with: what, why, how to mend it. */
public final class TrainingErrors {

    private TrainingErrors() {}

    public static UserException tooFewSequences(long found, long needed) {
        return new UserException("Only " + found + " host windows can be trained on, of " + needed
                + " needed. Take more days or domains (--date, --domain), or smaller windows in features.");
    }

    public static UserException noLabelledFlows(String asked) {
        return new UserException(
                "No flow of " + asked + " has a label, so there is nothing to learn from. Ingest flows from"
                        + " a source that labels them, choose others with --domain and --date, or give labels of hosts with"
                        + " --labels FILE.");
    }

    public static UserException noPositiveFlows(String task, String asked, List<String> labels) {
        return new UserException("No flow of " + asked + " has a label that means " + task + ". The labels there are: "
                + String.join(", ", labels)
                + ". Choose another task or other flows, or give labels of host windows with"
                + " --labels FILE.");
    }

    public static UserException tooFewLabels(String task, int shots, List<String> classes) {
        return new UserException("Too few labels for the task '" + task + "' with --shots " + shots
                + ": among the hosts and days that may be trained on there are " + String.join(", ", classes)
                + ". Ask for fewer shots, or take more days or domains (--date, --domain).");
    }

    public static UserException oneClassOnly(String task, List<String> classes) {
        return new UserException("The labels for the task '" + task + "' are of "
                + (classes.isEmpty() ? "no class" : "one class only, " + String.join(", ", classes))
                + ": a classifier needs two. Take more days or domains (--date, --domain).");
    }

    public static UserException tooManyClasses(String task, int most) {
        return new UserException("The labels for the task '" + task + "' are of more than " + most
                + " classes. Give a column with fewer different values.");
    }

    public static UsageException taskNeedsLabels(String task) {
        return new UsageException(
                "The task '" + task + "' takes its classes from a file: give one with --labels FILE, CSV with"
                        + " a header or Parquet, with the columns host, " + task.replace('-', '_')
                        + " and, where they matter, domain and window_start. Tasks without a file: ddos, scan, anomaly, congestion.");
    }

    public static UserException unreadableLabels(String file, Throwable cause) {
        return new UserException(
                "Cannot read the labels in '" + file + "': "
                        + String.valueOf(cause.getMessage()).lines().findFirst().orElse("")
                        + ". Give a CSV file with a header, or a Parquet file or folder (named *.parquet).",
                cause);
    }

    public static UserException noLabelColumn(String file, String column, List<String> near, List<String> there) {
        return new UserException("The labels in '" + file + "' have no column '" + column + "'"
                + (near.isEmpty() ? "" : "; near: " + String.join(", ", near)) + ". Its columns: "
                + String.join(", ", there) + ".");
    }

    public static UserException badLabelTimes(String file, String example) {
        return new UserException("The labels in '" + file + "' have a window_start that is no time: '" + example
                + "'. Write times like 2026-06-01T12:05:00Z.");
    }

    public static UserException contradictingLabels(String file, String host) {
        return new UserException("The labels in '" + file + "' give the same window of host " + host
                + " two classes. Keep one of them.");
    }

    public static UserException labelsOfOtherHosts(String file, List<String> hosts) {
        return new UserException("None of the labels in '" + file
                + "' is of a host and window in host_series: they are of " + String.join(", ", hosts)
                + ". Check domain, host and window_start in the file, and --domain and --date.");
    }
}
