package org.flowfoundry.app;

import org.flowfoundry.app.cli.CommandLineApp;

/** The entry point: {@code spark-submit --class org.flowfoundry.app.Main flowfoundry.jar COMMAND [OPTIONS]}. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        int exitCode = new CommandLineApp(System.out, System.err).run(args);
        // A cluster takes an exit, even with 0, for a driver that died; so a success just returns.
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }
}
