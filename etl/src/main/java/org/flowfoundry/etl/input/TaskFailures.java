package org.flowfoundry.etl.input;

import java.util.function.Supplier;
import org.flowfoundry.core.error.UserException;

/** Brings errors that users see from tasks to the driver: Spark wraps whatever a task throws. */
public final class TaskFailures {

    private TaskFailures() {}

    /** Runs a Spark job; where it failed with an error for the user, throws that one. */
    public static <T> T unwrapped(Supplier<T> job) {
        try {
            return job.get();
        } catch (Exception e) { // SparkException is checked, and not declared
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof UserException userError) {
                    throw userError;
                }
            }
            throw e;
        }
    }
}
