package org.flowfoundry.training.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SegmentsTest {

    private static final SegmentRule RULE = SegmentRule.half(4, SampleWindows.SECONDS);

    @Test
    void aHostIsCutWithHalfAContextOfHistory() {
        List<Segment> segments =
                cut(SampleWindows.of("a", 1, 2, 4, 5, 9, 10, 11).iterator());
        assertThat(segments.stream().map(SegmentsTest::numbers))
                .containsExactly(List.of(1, 2, 4), List.of(2, 4, 5, 9), List.of(5, 9, 10, 11));
        assertThat(segments.stream().map(Segment::first)).containsExactly(true, false, false);
        assertThat(segments.stream().map(Segment::history)).containsExactly(0, 2, 2);
        assertThat(segments.get(0).elapsed()).containsExactly(0, 1, 2);
        assertThat(segments.get(1).elapsed()).containsExactly(1, 2, 1, 4);
        assertThat(segments.get(2).elapsed()).containsExactly(1, 4, 1, 1);
    }

    @Test
    void hostsThatJustFitHaveNoSecondSegment() {
        List<SeriesWindow> windows = new ArrayList<>(SampleWindows.of("a", 1, 2, 3));
        windows.addAll(SampleWindows.of("b", 3));
        windows.addAll(SampleWindows.of("c", 1, 2, 3));
        assertThat(cut(windows.iterator()).stream().map(SegmentsTest::numbers))
                .containsExactly(List.of(1, 2, 3), List.of(3), List.of(1, 2, 3));
    }

    @Test
    void theSameAddressInTwoDomainsIsTwoHosts() {
        List<SeriesWindow> windows = new ArrayList<>(SampleWindows.of("a", 1));
        windows.add(new SeriesWindow("office", "a", 600, new float[] {2}));
        assertThat(cut(windows.iterator()).stream().map(Segment::first)).containsExactly(true, true);
    }

    @Test
    void silenceOfYearsIsCounted() {
        List<Segment> segments = cut(SampleWindows.of("a", 1, 1_000_001).iterator());
        assertThat(segments.get(0).elapsed()).containsExactly(0, 1_000_000);
    }

    @Test
    void tokensSayWhatTheirSegmentIs() {
        List<Segment> segments = cut(SampleWindows.of("a", 1, 2, 4, 5).iterator());
        SequenceBatch batch = SequenceBatch.empty(2, 4, 1);
        segments.get(0).write(batch, 0, 0, 0);
        segments.get(1).write(batch, 1, 0, 0);
        assertThat(batch.starts()).containsExactly(true, false, false, false, false, false, false, false);
        assertThat(batch.values()).containsExactly(0, 1, 2, 4, 2, 4, 5, 0);
        assertThat(batch.weights()).containsExactly(1, 1, 1, 0, 0, 1, 0, 0);
        assertThat(batch.elapsed()).containsExactly(0, 0, 1, 2, 1, 2, 1, 0);
        assertThat(batch.times()).containsExactly(0, 300, 600, 1200, 600, 1200, 1500, 0);
        assertThat(batch.segments()).containsExactly(0, 0, 0, 0, 0, 0, 0, -1);
        assertThat(Arrays.stream(batch.hosts()).limit(7).distinct()).hasSize(1);
    }

    @Test
    void aBusyHostIsStreamed() {
        int windows = 300_000;
        Iterator<SeriesWindow> endless = IntStream.range(1, windows + 1)
                .mapToObj(number -> SampleWindows.of("busy", number).get(0))
                .iterator();
        Segments segments = new Segments(endless, SegmentRule.half(64, SampleWindows.SECONDS));
        long fresh = 0;
        while (segments.hasNext()) {
            Segment segment = segments.next();
            fresh += segment.windows().length - segment.history();
        }
        assertThat(fresh).isEqualTo(windows);
    }

    @Test
    void windowsThatDoNotFollowEachOtherAreRefused() {
        assertThatThrownBy(() -> cut(SampleWindows.of("10.0.0.1", 7, 7).iterator()))
                .hasMessage("Table host_series holds windows of host 10.0.0.1 in domain campus that start at"
                        + " 1970-01-01T00:35:00Z and 1970-01-01T00:35:00Z, which are not a number of windows of 300 s"
                        + " apart. Make the table again with one window length: `flowfoundry features`, all dates of"
                        + " it.");
        SeriesWindow odd = new SeriesWindow("campus", "a", 2101, new float[] {1});
        assertThatThrownBy(() -> cut(Stream.concat(SampleWindows.of("a", 6).stream(), Stream.of(odd))
                        .iterator()))
                .hasMessageContaining("1970-01-01T00:35:01Z");
    }

    private static List<Segment> cut(Iterator<SeriesWindow> windows) {
        List<Segment> segments = new ArrayList<>();
        new Segments(windows, RULE).forEachRemaining(segments::add);
        return segments;
    }

    private static List<Integer> numbers(Segment segment) {
        return Stream.of(segment.windows())
                .map(window -> (int) window.values()[0])
                .toList();
    }
}
