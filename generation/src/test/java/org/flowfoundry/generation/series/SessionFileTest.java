package org.flowfoundry.generation.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SessionFileTest {

    @Test
    void bytesAreCountedBySecondAndDirection() {
        String text =
                """
                session,480_1
                rel_ts_us,len
                0,100
                999999,-1500
                1000000,-1500
                broken line
                1500000,x
                3000000,70
                session,480_2
                rel_ts_us,len
                2000000,9
                """;
        List<TrafficSeries> sessions = SessionFile.parse(text, "Twitch", 3);
        assertThat(sessions).hasSize(2);
        assertThat(sessions.get(0).label()).isEqualTo("Twitch");
        assertThat(sessions.get(0).values()).isDeepEqualTo(new double[][] {{100, 0, 0}, {1500, 1500, 0}});
        assertThat(sessions.get(1).values()).isDeepEqualTo(new double[][] {{0, 0, 9}, {0, 0, 0}});
    }

    @Test
    void packetsBeforeASessionAreOfNone() {
        assertThat(SessionFile.parse("0,100\n", "any", 3)).isEmpty();
    }
}
