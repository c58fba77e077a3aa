package org.flowfoundry.evaluation.method;

import org.flowfoundry.evaluation.protocol.RowEncoding;

/**
 * What a learner is given.
 *
 * @param rows (rows, features): standardised
 * @param labels (rows)
 * @param classes how many
 * @param asked (asked, features): rows to decide about
 * @param start the encoder that made the view; null where none did
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
record Lesson(float[][] rows, int[] labels, int classes, float[][] asked, RowEncoding start, long seed) {}
