package org.flowfoundry.core.job;

/** Where a job tells how far it is. Calls are cheap and may come from any thread of the driver. */
public interface Progress {

    /** Says nothing. */
    Progress SILENT = new Progress() {
        @Override
        public void stage(String name) {}

        @Override
        public void update(long rows, long bytes, double done) {}

        @Override
        public void note(String message) {}
    };

    /** Begins the next stage, ending the one before. */
    void stage(String name);

    /**
     * How far the stage is.
     *
     * @param rows rows so far, or -1 where rows are not counted
     * @param bytes input bytes so far, or -1 where bytes are not counted
     * @param done the share of the stage's work that is done, 0 to 1, or NaN where its size is not known
     */
    void update(long rows, long bytes, double done);

    /** How many tasks the engine has done, of those it knows of so far; counted since the program began. */
    default void tasks(long tasksDone, long tasksKnown) {}

    /** Something the user should know whatever the stage: a warning, a file left out. */
    void note(String message);
}
