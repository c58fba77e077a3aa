package org.flowfoundry.app.cli;

/** One command: options as picocli fields, and what it does. */
interface Command {

    /** Does the work; what goes wrong is thrown, a {@code UserException} where the user can mend it. */
    Outcome run(CommandContext context) throws Exception;
}
