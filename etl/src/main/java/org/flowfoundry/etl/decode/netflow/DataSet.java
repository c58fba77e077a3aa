package org.flowfoundry.etl.decode.netflow;

/**
 * A set of records in the message at hand, or a part of it that cannot be read.
 *
 * @param layout what its records look like; null where it cannot be read, for the reason that {@code problem} gives
 * @param start index in the message's bytes
 * @param end index behind what there is of the set
 * @param isLate whether the layout's template stood behind it, or in another file
 * @param lacksTemplate whether it cannot be read for want of a template alone
 * @param problem what is wrong at its end, or with all of it; null for a sound set
 */
record DataSet(RecordLayout layout, int start, int end, boolean isLate, boolean lacksTemplate, String problem) {

    static DataSet readable(RecordLayout layout, int start, int end, boolean isLate, String problem) {
        return new DataSet(layout, start, end, isLate, false, problem);
    }

    static DataSet unreadable(int start, int end, String problem) {
        return new DataSet(null, start, end, false, false, problem);
    }

    static DataSet withoutTemplate(int start, int end, String problem) {
        return new DataSet(null, start, end, false, true, problem);
    }

    boolean isReadable() {
        return layout != null;
    }

    /** Whether its records are flows, not options. */
    boolean hasFlows() {
        return layout != null && !layout.template().isOptions();
    }

    /** How many whole records it holds. */
    int records(byte[] bytes) {
        int count = 0;
        int at = start;
        for (int next = layout.locate(bytes, at, end); next > at; next = layout.locate(bytes, at, end)) {
            at = next;
            count++;
        }
        return count;
    }
}
