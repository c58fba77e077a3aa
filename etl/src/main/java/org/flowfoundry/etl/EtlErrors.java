package org.flowfoundry.etl;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.flowfoundry.core.error.UsageException;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.etl.input.InputProblems;

/** The errors of this module that users see. Each says what is wrong with which thing, why, and what to do. */
public final class EtlErrors {

    private EtlErrors() {}

    public static UserException noSuchInput(String path, String folder, List<String> nearby) {
        String holds = nearby.isEmpty() ? "is empty" : "holds " + String.join(", ", nearby);
        return new UserException("No input at '" + path + "': '" + folder + "' " + holds
                + ". Give --input an existing file, folder or glob.");
    }

    public static UserException noSuchInput(String uri) {
        return new UserException("No input at '" + uri + "'. Give --input an existing file, folder or glob.");
    }

    public static UserException noFiles(List<String> inputs) {
        return new UserException("There is no file to read in " + quoted(inputs)
                + "; files and folders whose names begin with . or _ are left out unless named themselves.");
    }

    public static UserException cannotList(String path, IOException cause) {
        return new UserException(
                "Cannot list '" + path + "': " + reason(cause)
                        + ". Check its permissions, or that its host can be reached.",
                cause);
    }

    public static UserException notAFile(String path) {
        return new UserException("'" + path
                + "' is a pipe, socket or device. Input is read more than once: copy it to a file, and give that.");
    }

    public static UsageException badInputName(String input, IllegalArgumentException cause) {
        return new UsageException("'" + input + "' is no path: " + cause.getMessage()
                + ". Give --input a file, a folder, a glob or a URI; names that are not ASCII need a UTF-8 locale.");
    }

    public static UsageException badGlob(String part, IllegalArgumentException cause) {
        return new UsageException("'" + part + "' is no glob: "
                + cause.getMessage().lines().findFirst().orElse("")
                + ". Put a backslash before each *, ?, [ and { that is meant literally.");
    }

    public static UsageException keyFileUnreadable(Path file, IOException cause) {
        return new UsageException("Cannot read the key file '" + file + "': " + reason(cause)
                + ". Give --anonymize a file of 32 bytes, or of 64 hexadecimal digits.");
    }

    public static UsageException notAKey(Path file, String bytes) {
        return new UsageException("'" + file + "' holds no key: it has " + bytes
                + " bytes. Give --anonymize a file of 32 bytes, or of 64 hexadecimal digits (openssl rand -hex 32).");
    }

    public static UsageException noInput() {
        return new UsageException("No input is named. Give --input at least one file, folder or glob.");
    }

    public static UsageException noLake() {
        return new UsageException("No lake is named. Give --lake a folder or URI, as in --lake /data/lake.");
    }

    public static UsageException badDomain(String domain, String why) {
        return new UsageException("The domain '" + domain + "' " + why
                + ". Give --domain the name of the network, up to 64 characters, as in --domain campus.");
    }

    public static UsageException badDate(LocalDate date) {
        return new UsageException(
                "The date " + date + " lies outside of 1970-01-01 to 9999-12-31. Give --date the day of the records.");
    }

    public static UsageException badSamplingInterval(long interval) {
        return new UsageException("A sampling interval of " + interval
                + " makes no sense. Give the number of packets of which one was counted: 1 or more.");
    }

    public static UsageException badSizes(long splitBytes, long commitBytes, long smallest) {
        return new UsageException("Splits of " + splitBytes + " bytes and commits of " + commitBytes
                + " bytes do not fit. Make splits at least " + smallest + " bytes, and commits at least as large.");
    }

    /** Reading failed after the file had been read once without trouble. */
    public static UserException inputFailed(String name, IOException cause) {
        return new UserException(
                "Cannot read '" + name + "' any more: " + reason(cause)
                        + ". Nothing of this commit was written; once the file can be read again, run the same command again.",
                cause);
    }

    public static UserException journalNotWritable(String folder, Throwable cause) {
        return new UserException(
                "Cannot write to '" + folder + "': " + reason(cause)
                        + ". Make room or get write permission, and run the same command again: it finishes what was begun.",
                cause);
    }

    public static UserException journalNotReadable(String file, IOException cause) {
        return new UserException(
                "Cannot read '" + file + "', which says how far an earlier ingest came: " + reason(cause)
                        + ". Get read permission; a file that is damaged can be removed once the tables have been checked.",
                cause);
    }

    public static UserException commitBroken(String run, String table) {
        return new UserException("Ingest run " + run
                + " was interrupted while it committed, and cannot be finished: its files for table '"
                + table
                + "' are gone (removed by a VACUUM?). Delete the rows of its files from flows, and its journal under"
                + " _flowfoundry/ingest, and ingest them again.");
    }

    public static UserException commitFailed(String table, Throwable cause) {
        return new UserException(
                "Cannot commit to table '" + table + "': " + reason(cause)
                        + ". What was read is kept: mend that and run the same command again, and it finishes the commit.",
                cause);
    }

    public static UserException tableIsBusy(String table, Exception cause) {
        return new UserException(
                "Other writers keep coming between this ingest and table '" + table
                        + "'. What was read is kept: run the same command again, and it finishes the commit.",
                cause);
    }

    public static UserException domainIsBusy(String domain) {
        return new UserException("Other ingests keep adding the same files to domain '" + domain
                + "' at the same time. Nothing of this one was written; run it again when they are done.");
    }

    /** Fingerprints of keys; null for none. */
    public static UsageException domainOfAnotherKey(String domain, String held, String given) {
        return new UsageException("Domain '" + domain + "' holds files that were ingested " + underKey(held)
                + ", and this run would add files " + underKey(given)
                + ": one host would have two names there. Use another --domain, or "
                + (held == null ? "leave out --anonymize." : "give --anonymize the key file that was used before."));
    }

    public static UserException noTimes(String name) {
        return new UserException(
                "The records of '" + name
                        + "' carry no time, so their day is not known, and nothing was written. Say which day it is: --date YYYY-MM-DD.");
    }

    public static UsageException noPathToLoad(String format) {
        return new UsageException(
                "Format '" + format + "' was given nothing to load. Call load(path), or set the option 'path'.");
    }

    public static UsageException badPathList(String paths, IOException cause) {
        return new UsageException("The option 'paths' is no JSON array of strings: " + paths + " (" + reason(cause)
                + "). Call load(path, path, ...).");
    }

    public static UsageException badSimulatedHours(int hours, int most) {
        return new UsageException("Cannot simulate " + hours + " hours. Give --hours a number from 1 to " + most
                + "; for more, simulate again with a later --start.");
    }

    public static UsageException badSimulationScale(double scale, double least, double most) {
        return new UsageException("Cannot simulate at a scale of " + scale + ". Give --scale a number from " + least
                + " to " + most + "; 1 is the default.");
    }

    public static UsageException badSimulationStart(Instant start, Instant example) {
        return new UsageException("Cannot start a simulation at " + start
                + ". Give --start a full hour from 2000 to 2036, such as " + example + ".");
    }

    public static UsageException outputNotEmpty(Path output) {
        return new UsageException(
                "The output folder '" + output + "' holds files that no simulation wrote. Give --output"
                        + " a new or empty folder, or add --overwrite to write in among them.");
    }

    public static UsageException outputNotAFolder(Path output) {
        return new UsageException("The output '" + output + "' is a file. Give --output a new or empty folder.");
    }

    public static UserException noSpaceForSimulation(Path output, long needed, long free) {
        return new UserException("The simulation takes about " + (needed >> 20) + " MB, but only " + (free >> 20)
                + " MB are free at '" + output
                + "'. Make room, give --output a folder on another disk, or simulate fewer --hours.");
    }

    public static UserException simulationNotWritable(Path output, IOException cause) {
        return new UserException(
                "Cannot write the simulation to '" + output + "': " + reason(cause)
                        + ". Make room or get write permission, or give --output another folder.",
                cause);
    }

    public static UsageException unknownExportFormat(String name, List<String> names) {
        return new UsageException(
                "There is no export format '" + name + "'. Give one of: " + String.join(", ", names) + ".");
    }

    public static UsageException noExportOutput() {
        return new UsageException("No output folder is named. Give --output a new or empty folder.");
    }

    public static UsageException badExportOutput(String output, Throwable cause) {
        return new UsageException(
                "The output '" + output + "' cannot be opened: " + reason(cause)
                        + ". Give --output a folder, or a URI whose scheme Spark has a file system for (file:, hdfs:, s3a:, ...).");
    }

    public static UsageException badRotation(int minutes) {
        return new UsageException("Files of " + minutes + " minutes do not divide a day. Give --rotation a number of"
                + " minutes that does, such as 5, 15, 60 or 1440.");
    }

    public static UsageException exportOutputNotEmpty(String output) {
        return new UsageException("The output folder '" + output + "' holds files that no export wrote. Give --output"
                + " a new or empty folder, or add --overwrite to write in among them.");
    }

    public static UsageException exportOutputNotAFolder(String output) {
        return new UsageException("The output '" + output + "' is a file. Give --output a new or empty folder.");
    }

    public static UserException notFlows(String table, List<String> missing) {
        return new UserException("Table '" + table + "' does not hold flows: it lacks the columns "
                + String.join(", ", missing) + ". Give --table flows, or another table of its columns.");
    }

    public static UserException noRuns(String table) {
        return new UserException("Table '" + table
                + "' does not say which run made a flow. Leave out --run, or give --table" + " synthetic_flows.");
    }

    public static UserException nothingToExport(String table) {
        return new UserException("Table '" + table + "' holds no flows of these domains, dates and run, so nothing was"
                + " written. Look which there are: flowfoundry sql \"select domain, date, count(*) from "
                + table + " group by all\".");
    }

    public static UserException flowsWithoutTimes(String table, long undated, String format) {
        return new UserException(undated + " flows of table '" + table + "' have no time, which " + format
                + " files cannot do without, so nothing was written. Add --undated midnight to file them at the"
                + " beginning of their day, --undated skip to leave them out, or give --format csv or parquet.");
    }

    public static UserException exportNotWritable(String output, Throwable cause) {
        return new UserException(
                "Cannot write the export to '" + output + "': " + reason(cause)
                        + ". Make room or get write permission, or give --output another folder, and run the same command"
                        + " again: it begins anew.",
                cause);
    }

    private static String underKey(String fingerprint) {
        return fingerprint == null
                ? "without --anonymize"
                : "with --anonymize under the key of fingerprint " + fingerprint;
    }

    private static String quoted(List<String> inputs) {
        return String.join(", ", inputs.stream().map(input -> "'" + input + "'").toList());
    }

    private static String reason(Throwable cause) {
        if (cause instanceof IOException failure) {
            return InputProblems.describe(failure);
        }
        String message = cause.getMessage();
        return message == null
                ? cause.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
