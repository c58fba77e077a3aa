package org.flowfoundry.training;

import java.time.Instant;
import java.util.List;
import org.flowfoundry.core.error.NearMatches;
import org.flowfoundry.core.error.UsageException;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.core.lake.PartitionRange;

/** The errors that training, adaptation, scoring and the registry answer the user with: what, why, how to mend it. */
public final class TrainingErrors {

    private static final int NAMES_SHOWN = 20;

    private TrainingErrors() {}

    public static UserException tooFewSequences(long found, long needed) {
        return new UserException("Only " + found + " host windows can be trained on, of " + needed
                + " needed. Take more days or domains (--date, --domain), or smaller windows in features.");
    }

    public static UserException engineNotLoaded(Throwable cause) {
        return new UserException(
                "PyTorch's native libraries cannot be loaded on this machine (" + cause.getMessage()
                        + "). FlowFoundry brings those of Linux on x86_64 (glibc); elsewhere, or for GPUs, install PyTorch 2.7.1 and set"
                        + " PYTORCH_LIBRARY_PATH to its folder torch/lib, PYTORCH_VERSION=2.7.1 and PYTORCH_FLAVOR=cpu or cu128."
                        + " DJL_CACHE_DIR must name a writable folder with 500 MB free (default: ~/.djl.ai).",
                cause);
    }

    public static UserException engineWithoutGpu(String address, String flavor) {
        return new UserException(
                "Spark gave the task GPU " + address + ", but the PyTorch loaded here cannot use GPUs (flavour "
                        + flavor
                        + "). Install PyTorch 2.7.1 for CUDA on every node and set PYTORCH_LIBRARY_PATH, PYTORCH_VERSION=2.7.1,"
                        + " PYTORCH_FLAVOR=cu128 and -Djna.library.path for the executors (see cluster-config), or ask for no GPUs.");
    }

    public static UserException gpuNotUsable(String address, Throwable cause) {
        return new UserException(
                "GPU " + address + " does not compute (" + cause.getMessage()
                        + "). Check nvidia-smi on the node, that the driver fits CUDA 12, and that no other task holds the GPU.",
                cause);
    }

    /** A safetensors file that is not what the format, or its reader, demands. */
    public static DamagedException unsoundTensors(String file, String problem) {
        return new DamagedException(
                "'" + file + "' is no sound safetensors file of 32-bit floats: " + problem,
                "It is damaged, or not of FlowFoundry; take another version, or copy it here again.");
    }

    public static UserException flowsTellNothing(int rows) {
        return new UserException("Of " + rows
                + " flows looked at, no field may be shown to a model and differs between them."
                + (rows == 0
                        ? " There are none: choose others with --domain and --date."
                        : " Take flows of a source that exports" + " counters, protocols or attributes of its own."));
    }

    public static DamagedException unsoundJson(String file, String problem) {
        return new DamagedException(
                "'" + file + "' is not the JSON that is written there: " + problem,
                "It is damaged, or of another version of FlowFoundry; take another version, or copy it here again.");
    }

    /** A checkpoint or a model that is not as it was sealed. */
    public static DamagedException notWhole(String fileOrFolder, String problem) {
        return new DamagedException(
                "'" + fileOrFolder + "' is damaged: " + problem,
                "It is no longer what was written; take another version, or copy it here again.");
    }

    public static UserException notReadable(String fileOrFolder, Throwable cause) {
        return new UserException(
                "Cannot read '" + fileOrFolder + "': " + cause.getMessage()
                        + ". See to it that it is there and may be read, and run it again.",
                cause);
    }

    public static UserException noWholeCheckpoint(String folder, int damaged, String finding) {
        return new UserException("None of the " + damaged + " checkpoints in '" + folder + "' is whole; of the last, "
                + finding + ". Train from the start, without --resume; registered models are not touched.");
    }

    public static UsageException badModelName(String name) {
        return new UsageException("'" + name + "' cannot name a model: use 1 to 100 letters, digits, '-', '_' and '.',"
                + " beginning with a letter or a digit, like campus-small.");
    }

    public static UsageException badModelVersion(String reference, String version) {
        return new UsageException("'" + reference + "' names no model: '" + version
                + "' is no version. Write NAME, NAME:v3, NAME:promoted or NAME:latest.");
    }

    public static UserException noModelFolder(String folder) {
        return new UserException("'" + folder + "' is no folder of a model's version: it must end in /NAME/vN, as in"
                + " s3a://bucket/lake/models/campus/v3.");
    }

    public static UserException noModel(String name, String lake, List<String> known) {
        List<String> near = NearMatches.of(name, known);
        String there = known.isEmpty()
                ? "It has no models yet; make one with `flowfoundry pretrain`."
                : near.isEmpty()
                        ? "It has " + String.join(", ", known.subList(0, Math.min(NAMES_SHOWN, known.size()))) + "."
                        : "Did you mean " + String.join(" or ", near) + "?";
        return new UserException("There is no model '" + name + "' in lake '" + lake + "'. " + there);
    }

    public static UserException noVersion(String name, String version, List<String> known) {
        return new UserException("Model '" + name + "' has no version " + version + ". It has "
                + String.join(", ", known.subList(Math.max(0, known.size() - NAMES_SHOWN), known.size())) + ".");
    }

    public static UserException nonePromoted(String name) {
        return new UserException("No version of model '" + name + "' is promoted. Promote one with"
                + " `flowfoundry models promote " + name + ":vN`, or name a version.");
    }

    public static DamagedException damagedPromotions(String name, String finding) {
        return new DamagedException(
                "Which version of model '" + name + "' is promoted, or was before, cannot be told: " + finding,
                "Say which is to count with `flowfoundry models promote " + name
                        + ":vN`; its versions are not touched, and" + " " + name + ":vN and " + name
                        + ":latest name one all the same.");
    }

    /** @param promoted the only version that is promoted; null where none is */
    public static UserException nothingToRollBackTo(String name, String promoted) {
        return new UserException("Model '" + name + "' has no version to go back to: "
                + (promoted == null ? "none is promoted" : "before " + promoted + " none was promoted")
                + ". Promote the version you want with `flowfoundry models promote " + name + ":vN`.");
    }

    public static UserException windowsOverlap(String domain, String host, long before, long start, int windowSeconds) {
        return new UserException("Table host_series holds windows of host " + host + " in domain " + domain
                + " that start at " + Instant.ofEpochSecond(before) + " and " + Instant.ofEpochSecond(start)
                + ", which are not a number of windows of " + windowSeconds + " s apart. Make the table again with one"
                + " window length: `flowfoundry features`, all dates of it.");
    }

    public static UsageException badShares(double testHosts, double validationHosts) {
        return new UsageException("Shares of hosts for test (" + testHosts + ") and validation (" + validationHosts
                + ") cannot be: each lies between 0 and 1, validation above 0, and together they must leave hosts to"
                + " train on. Give, for example, 0.2 and 0.1.");
    }

    public static UsageException badTestFrom(String text) {
        return new UsageException("Cannot read '" + text
                + "' as the start of the test period: write a time in UTC like 2024-04-20T00:00:00Z.");
    }

    public static UsageException binsOutOfRange(int bins, int least, int most) {
        return new UsageException(
                "An encoder of " + bins + " bins cannot be: give a number between " + least + " and " + most + ".");
    }

    public static UsageException featureCount(int count, int most) {
        return new UsageException(
                "A model of " + count + " features cannot be: name between 1 and " + most + " columns of host_series.");
    }

    public static UsageException featureTwice(String column) {
        return new UsageException("Feature '" + column + "' is named twice: name each column once.");
    }

    public static UsageException unknownFeature(String column, List<String> known) {
        List<String> near = NearMatches.of(column, known);
        return new UsageException("'" + column + "' is no column of host_series that can be a feature. "
                + (near.isEmpty()
                        ? "Those that can are " + String.join(", ", known) + "."
                        : "Did you mean " + String.join(" or ", near) + "?"));
    }

    public static UserException badValues(String column, long count) {
        return new UserException("Column " + column + " of host_series is NaN, infinite or negative in " + count
                + " windows. Make the table again with `flowfoundry features`, or leave the column out of the"
                + " features.");
    }

    public static UserException badValue(String column, double value, String host, String domain, long start) {
        return new UserException("Column " + column + " of host_series is " + value + " in the window of host " + host
                + ", domain " + domain + ", that starts at " + Instant.ofEpochSecond(start)
                + ". Make the table again with `flowfoundry features`, or leave the column out of the features.");
    }

    /** @param domains those that the table has */
    public static UserException noHostSeries(String lake, PartitionRange range, List<String> domains) {
        return new UserException("Table host_series in lake '" + lake + "' has no rows"
                + (range.isAll() ? "" : " of the domains and dates asked for") + "." + unknownDomain(range, domains)
                + " Run `flowfoundry features` first, or choose others with --domain and --date.");
    }

    /**
     * There is nothing to go on from.
     *
     * @param at the time to forecast from; null where none was given, and the end of what there is was meant
     * @param domains those that the table has
     */
    public static UserException nothingToForecastFrom(
            String lake, PartitionRange range, Instant at, List<String> domains) {
        return new UserException("Table host_series in lake '" + lake + "' has no windows"
                + (range.domains().isEmpty() ? "" : " of the domains asked for")
                + (at == null ? "" : " in the day before " + at) + "." + unknownDomain(range, domains)
                + " Run `flowfoundry features` first, or choose another network or time with --domain and --at.");
    }

    /** What was meant by the first domain that the table does not have; empty where it has all. */
    private static String unknownDomain(PartitionRange range, List<String> domains) {
        return range.domains().stream()
                .filter(domain -> !domains.contains(domain))
                .findFirst()
                .map(domain -> " There is no domain '" + domain + "'" + meant(domain, domains))
                .orElse("");
    }

    private static String meant(String name, List<String> known) {
        List<String> near = NearMatches.of(name, known);
        if (!near.isEmpty()) {
            return ". Did you mean " + String.join(" or ", near) + "?";
        }
        List<String> shown = known.subList(0, Math.min(NAMES_SHOWN, known.size()));
        return known.isEmpty() ? "." : ", but " + String.join(", ", shown) + (shown.equals(known) ? "." : ", ...");
    }

    public static UserException mixedTable(String one, String other) {
        return new UserException("Table host_series holds both " + one + " and " + other
                + ", which no one model can read. Make all dates again with `flowfoundry features` and the same --window"
                + " and --long-flows, or choose dates with --date.");
    }

    public static UserException columnMissing(String column, String lake) {
        return new UserException("Table host_series in lake '" + lake + "' has no column " + column
                + ": another version of the program made it. Make all dates again with `flowfoundry features`.");
    }

    public static UserException columnOfOtherType(String column, String found, String expected, String lake) {
        return new UserException("Column " + column + " of table host_series in lake '" + lake + "' is of type " + found
                + ", not " + expected
                + ": another version of the program made it. Make all dates again with `flowfoundry features`.");
    }

    public static UserException otherWindows(int seconds, String longFlows, int tableSeconds, String tableLongFlows) {
        return new UserException("The model reads windows of " + seconds + " s with long flows " + longFlows
                + ", but table host_series holds windows of " + tableSeconds + " s with long flows " + tableLongFlows
                + ". Make the table again with `flowfoundry features --window " + seconds + "s --long-flows "
                + longFlows
                + "`, or take a model of such windows.");
    }

    public static UsageException badContext(int context, int overlap, int most) {
        return new UsageException("A context of " + context + " windows with an overlap of " + overlap
                + " cannot be: the context lies between 2 and " + most
                + ", the overlap between 1 and below the context.");
    }

    public static UsageException badShards(int shards, int most) {
        return new UsageException(shards + " shards cannot be: give a number between 1 and " + most + ".");
    }

    public static UserException tooFewRows(String part, long rows, long windows, int shards) {
        return new UserException("The " + part + " part of the split has " + windows + " host windows, " + rows
                + " rows of sequences: too few for " + shards
                + " shards. Give that part a larger share of the hosts, take more days or domains (--date, --domain), or"
                + " use fewer workers.");
    }

    public static UserException fewerShardsThanWorkers(int shards, int workers) {
        return new UserException("The training data has " + shards + " shards, fewer than the " + workers
                + " workers, so some would have nothing to do. Use at most " + shards
                + " workers, or make the data with more shards.");
    }

    public static UserException badShard(String shard, Throwable cause) {
        return new UserException(
                "Training data in '" + shard + "' cannot be read: " + cause.getMessage()
                        + ". Delete the folder 'sequences' (of a graph network: 'pieces') among the lake's own files, and"
                        + " train again: it is made anew from the lake's tables.",
                cause);
    }

    public static UsageException badSetting(String setting, String value, String rule) {
        return new UsageException("Training setting '" + setting + "' is " + value + ", but " + rule + ".");
    }

    public static UserException otherTraining(String checkpoint, String difference) {
        return new UserException("The checkpoint '" + checkpoint + "' is of another training: " + difference
                + ". Train from the start, without --resume, or as it was.");
    }

    public static UserException trainingRuns(String name, Instant since, long process, String host) {
        return new UserException(
                "A training of '" + name + "' is running since " + since + ", process " + process + " on " + host
                        + ". Wait for its end or stop it, or take another --name. If that machine is gone, try again in two minutes.");
    }

    public static UserException otherSettings(String name, String began, String given) {
        return new UserException("The training under way has other settings: it began with " + name + " = " + began
                + ", not " + given + ". Give the same to go on with it, or begin anew with --restart.");
    }

    public static UserException trainingThere(String folder) {
        return new UserException("There is a training in '" + folder
                + "' already that did not come to its end. Go on with it by --resume, throw it away by --restart, or"
                + " take another --name.");
    }

    public static UserException diverged(long step, int restarts) {
        return new UserException(
                "Training went astray: at step " + step + " loss or gradient is not finite again, after "
                        + restarts
                        + " restarts from the last checkpoint, each at half the learning rate before. Lower the learning"
                        + " rate or make the warm-up longer; if that does not help, look for NaN or infinite values in the data.");
    }

    public static UserException dynamicAllocation() {
        return new UserException(
                "Training needs executors that stay, but spark.dynamicAllocation.enabled is true. Set it to"
                        + " false for this command, and say how many executors with spark.executor.instances (YARN, Kubernetes) or"
                        + " spark.cores.max and spark.executor.cores (standalone).");
    }

    public static UserException tooFewExecutors(int needed, int found, int waited) {
        return new UserException("Training needs " + executors(needed) + ", one for each worker, but " + found
                + " came within " + waited + " s. Ask for them with spark.executor.instances (YARN, Kubernetes) or with"
                + " spark.cores.max and spark.executor.cores (standalone: their quotient), see whether the cluster has room for"
                + " executors of that spark.executor.memory, or set fewer workers.");
    }

    public static UserException localHasOneWorker(String master, int workers) {
        return new UserException("Master " + master + " is one process, and so has one worker, but " + workers
                + " are asked for. Set workers to 1 or leave it out (its threads are used all the same), or take a master with"
                + " executors: local-cluster[" + workers + ",1,2048], spark://..., yarn, k8s://...");
    }

    public static UserException executorsGone(int workers, int waited) {
        return new UserException("For " + waited + " s no task of the training ran: it needs " + executors(workers)
                + " at the same time, each with all of its cores. Executors were lost and none came in their place, or other jobs"
                + " of this application hold their cores. Check spark.executor.instances, spark.cores.max,"
                + " spark.executor.cores and spark.task.cpus, and run it again with --resume.");
    }

    public static UserException workersLost(long step, Throwable cause) {
        return new UserException(
                "Workers were lost again and again, and no try came beyond the checkpoint of step " + step
                        + ". Executors that need more memory than they may have are killed: raise"
                        + " spark.executor.memoryOverhead, or take a smaller batch. Then run it again with --resume.",
                cause);
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

    public static UsageException noTask() {
        return new UsageException(
                "The task has no name: give --task ddos, scan, anomaly or congestion, or a column of the"
                        + " file that --labels names.");
    }

    public static UsageException taskNeedsLabels(String task) {
        return new UsageException(
                "The task '" + task + "' takes its classes from a file: give one with --labels FILE, CSV with"
                        + " a header or Parquet, with the columns host, " + task.replace('-', '_')
                        + " and, where they matter, domain and window_start. Tasks without a file: ddos, scan, anomaly, congestion.");
    }

    /** @param cause null where the file could be opened */
    public static UserException unreadableLabels(String file, String problem, Throwable cause) {
        return new UserException(
                "Cannot read the labels in '" + file + "': " + problem
                        + ". Give a CSV file with a header and as many values in every line, or a Parquet file or folder"
                        + " (named *.parquet).",
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

    public static UserException interrupted(InterruptedException cause) {
        return new UserException(
                "Training was interrupted. Run it again with --resume to go on from its last checkpoint.", cause);
    }

    public static UserException interrupted(String folder) {
        return new UserException("Training was interrupted. What it came to is in '" + folder
                + "': run it again with --resume to go on from its last checkpoint.");
    }

    private static String executors(int count) {
        return count == 1 ? "an executor" : count + " executors";
    }

    public static UserException otherWindows(int seconds, String longFlows) {
        return new UserException("The model reads windows of " + seconds + " s with long flows " + longFlows
                + ", but these rows are of others. Make them with `flowfoundry features --window " + seconds
                + "s --long-flows " + longFlows + "`, or take a model of such windows.");
    }

    public static UsageException columnTaken(String column) {
        return new UsageException("There is a column '" + column + "' already. Name another with outputCol.");
    }

    public static UsageException otherInputColumns(int given, List<String> features) {
        return new UsageException("inputCols names " + given + " columns, but the model reads " + features.size() + ": "
                + String.join(", ", features) + ". Name as many, in this order.");
    }

    public static UserException noInputColumn(String column, List<String> there) {
        List<String> near = NearMatches.of(column, there);
        return new UserException("There is no column '" + column + "'"
                + (near.isEmpty() ? "" : "; near: " + String.join(", ", near))
                + ". The rows must be like those of host_series: domain, host, window_start and the model's features"
                + " (or those that inputCols names).");
    }

    public static UserException inputColumnOfOtherType(String column, String found, String expected) {
        return new UserException("Column '" + column + "' is of type " + found + ", not " + expected
                + ". The rows must be like those of host_series.");
    }

    public static UsageException outOfRange(String option, long value, long least, long most) {
        return new UsageException(
                "--" + option + " is " + value + ", but must lie between " + least + " and " + most + ".");
    }

    /** Sees to it that an option lies in its range. */
    public static void requireRange(String option, long value, long least, long most) {
        if (value < least || value > most) {
            throw outOfRange(option, value, least, most);
        }
    }

    public static UsageException badShare(String option, double value) {
        return new UsageException("--" + option + " is " + value + ", but must lie between 0 and below 1.");
    }

    public static UserException graphModel(String model) {
        return new UserException(
                "Model '" + model + "' is a graph network (gnn), which reads flows and not host_series."
                        + " Judge it with `flowfoundry evaluate`, or take a model made with `pretrain --model transformer` or gru.");
    }

    public static UserException noGraphModel(String model, String kind) {
        return new UserException("Model '" + model + "' is a " + kind
                + ", which reads host_series and not flows. Take a" + " model made with `pretrain --model gnn`.");
    }

    /** @param domains those that the table has */
    public static UserException noFlows(String lake, PartitionRange range, List<String> domains) {
        return new UserException("Table flows of lake '" + lake + "' has no flows"
                + (range.isAll() ? "" : " of the domains and dates asked for") + "." + unknownDomain(range, domains)
                + " Ingest some with `flowfoundry ingest`, or choose others with --domain and --date.");
    }

    public static UserException noFlowsToLearnFrom(String part, List<String> domains) {
        return new UserException("The " + part + " part of the split has no flows of " + String.join(", ", domains)
                + ": every flow has a test host, or lies in the test period. Give that part a larger share of the hosts,"
                + " draw stretches of flows instead of hosts (--split-by stretches), or take more days or domains"
                + " (--date, --domain).");
    }

    public static UserException otherShape(String model, String its, String asked) {
        return new UserException("A training cannot continue from '" + model + "', which has another shape: " + its
                + ", not " + asked + ". Give the same options of the shape, or leave --continue-from out.");
    }

    public static UserException otherSplit(String model) {
        return new UserException(
                "A training cannot continue from '" + model + "' with another split: what that model has"
                        + " seen would count as never seen. Give the same --test-hosts, --validation-hosts, --test-from, --split-seed"
                        + " and --split-by (`flowfoundry models show " + model + "` tells them).");
    }

    public static UserException readsWithheld(String model, List<String> fields) {
        return new UserException("Model '" + model + "' reads " + String.join(", ", fields)
                + ", which this training must not see. Leave --continue-from out, or continue from a model that was made"
                + " without them.");
    }

    public static UserException tooFewPieces(String part, long pieces, int worker, int workers) {
        return new UserException("The " + part + " part of the split has " + pieces + " pieces of the flow graph, and"
                + " worker " + worker + " of " + workers
                + " would get none. Use fewer workers, smaller pieces, or more days"
                + " or domains (--date, --domain).");
    }

    public static UsageException notForecast(String feature, List<String> read) {
        List<String> near = NearMatches.of(feature, read);
        return new UsageException("The model does not read '" + feature + "', so it cannot forecast it. "
                + (near.isEmpty()
                        ? "It reads " + String.join(", ", read) + "."
                        : "Did you mean " + String.join(" or ", near) + "?"));
    }
}
