package org.flowfoundry.etl.decode.netflow;

/**
 * How many records a message has.
 *
 * @param flows records of flows; a set without a template counts as one
 * @param options records of options
 * @param isCertain whether all of its templates were known, and all of its sets whole
 */
record RecordCount(int flows, int options, boolean isCertain) {

    int all() {
        return flows + options;
    }
}
