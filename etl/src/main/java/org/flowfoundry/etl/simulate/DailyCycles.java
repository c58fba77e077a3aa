package org.flowfoundry.etl.simulate;

import java.util.List;
import org.flowfoundry.etl.simulate.traffic.WeeklyCycle;

/** How busy the sample networks are, by the hour. */
final class DailyCycles {

    /** Lectures by day, halls of residence in the evening. */
    static final WeeklyCycle CAMPUS = new WeeklyCycle(
            List.of(22, 16, 11, 8, 7, 8, 14, 32, 60, 82, 92, 95, 88, 92, 95, 90, 82, 74, 66, 62, 60, 55, 45, 32), 0.55);

    /** Homes: a peak after dinner, and weekends that are busier than weekdays. */
    static final WeeklyCycle HOMES = new WeeklyCycle(
            List.of(45, 30, 20, 14, 11, 11, 16, 28, 38, 44, 48, 52, 55, 56, 57, 60, 66, 74, 84, 94, 100, 98, 86, 66),
            1.15);

    /** Office hours with a dip at noon; machines only at night. */
    static final WeeklyCycle OFFICE = new WeeklyCycle(
            List.of(4, 4, 4, 4, 4, 5, 10, 35, 80, 98, 100, 96, 70, 82, 98, 96, 88, 62, 28, 14, 8, 6, 5, 4), 0.08);

    /** Jobs that run in the small hours. */
    static final WeeklyCycle NIGHT = new WeeklyCycle(
            List.of(60, 100, 100, 70, 30, 8, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 10, 35), 1);

    static final WeeklyCycle FLAT = WeeklyCycle.flat();

    private DailyCycles() {}
}
