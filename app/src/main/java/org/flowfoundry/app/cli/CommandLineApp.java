package org.flowfoundry.app.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.error.UsageException;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.core.job.ConsoleProgress;
import org.flowfoundry.core.job.JsonLine;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/**
 * Runs one command: reads its options, gives it a context, prints its JSON line, and turns whatever goes wrong into one
 * message and an exit code.
 */
public final class CommandLineApp {

    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int BAD_USAGE = 2;

    private final PrintStream out;
    private final PrintStream err;

    public CommandLineApp(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Runs the command that the arguments name and returns the exit code: 0 done, 1 failed, 2 bad usage. */
    public int run(String[] args) {
        CommandLine root = commandLine();
        long start = System.nanoTime();
        boolean sparkWasThere = SparkSession.getDefaultSession().isDefined();
        String name = args.length > 0 && root.getSubcommands().containsKey(args[0]) ? args[0] : "flowfoundry";
        try {
            CommandLine command = parsed(root, args);
            if (printedHelp(command)) {
                return OK;
            }
            if (!(command.getCommandSpec().userObject() instanceof Command job)) {
                root.usage(err);
                throw new UsageException("No command given.");
            }
            return report(name, execute(job, args), start);
        } catch (Throwable e) { // Whatever it is, a disk that is full comes as an Error, the user gets one message.
            if (Arrays.asList(args).contains("--debug")) {
                e.printStackTrace(new PrintWriter(err, true, StandardCharsets.UTF_8));
            }
            return fail(name, Failures.explain(e), start);
        } finally {
            if (!sparkWasThere) {
                stopSpark();
            }
        }
    }

    private static CommandLine commandLine() {
        return new CommandLine(new FlowFoundry())
                .registerConverter(LocalDate.class, CommandLineApp::date)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true);
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new TypeConversionException("'" + text + "' is no date; give YYYY-MM-DD, such as 2026-06-01");
        }
    }

    private static CommandLine parsed(CommandLine root, String[] args) {
        String[] expanded = new ConfigArguments(root).expand(args);
        CommandLine.ParseResult result = root.parseArgs(expanded);
        while (result.hasSubcommand()) {
            result = result.subcommand();
        }
        return result.commandSpec().commandLine();
    }

    private boolean printedHelp(CommandLine command) {
        if (command.isUsageHelpRequested()) {
            command.usage(out);
        } else if (command.isVersionHelpRequested()) {
            command.printVersionHelp(out);
        } else {
            return false;
        }
        return true;
    }

    private Outcome execute(Command job, String[] args) throws Exception {
        boolean terminal = System.getenv("FLOWFOUNDRY_TERMINAL") != null;
        try (ConsoleProgress progress = new ConsoleProgress(err, terminal)) {
            return job.run(new CommandContext(out, progress, List.of(args)));
        }
    }

    private int report(String name, Outcome outcome, long start) {
        if (outcome.failure() != null) {
            err.println("flowfoundry " + name + ": " + outcome.failure());
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("command", name);
        line.put("status", outcome.failure() == null ? "ok" : "failed");
        if (outcome.failure() != null) {
            line.put("error", outcome.failure());
        }
        line.putAll(outcome.summary());
        print(line, start);
        return outcome.failure() == null ? OK : FAILED;
    }

    private int fail(String name, UserException error, long start) {
        err.println((name.equals("flowfoundry") ? name : "flowfoundry " + name) + ": " + error.getMessage());
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("command", name);
        line.put("status", "failed");
        line.put("error", error.getMessage());
        print(line, start);
        return error instanceof UsageException ? BAD_USAGE : FAILED;
    }

    private void print(Map<String, Object> line, long start) {
        line.put("seconds", Math.round((System.nanoTime() - start) / 1e7) / 100.0);
        out.println(JsonLine.of(line));
        out.flush();
    }

    private static void stopSpark() {
        if (SparkSession.getDefaultSession().isDefined()) {
            SparkSession.getDefaultSession().get().stop();
        }
    }
}
