package org.flowfoundry.training.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.flowfoundry.core.error.UsageException;
import org.flowfoundry.training.sequence.SeriesFeature.Scale;
import org.junit.jupiter.api.Test;

class SeriesFeaturesTest {

    @Test
    void sharesAndEntropiesAreLinearAllElseIsLogarithmic() {
        assertThat(SeriesFeatures.of(List.of("bytes_out", "tcp_flow_share", "sources_entropy", "duration_mean_s")))
                .extracting(SeriesFeature::scale)
                .containsExactly(Scale.LOG, Scale.LINEAR, Scale.LINEAR, Scale.LOG);
        assertThat(SeriesFeatures.DEFAULT).hasSize(24);
    }

    @Test
    void bothScalesCanBeUndone() {
        assertThat(Scale.LOG.undo(Scale.LOG.apply(12345))).isCloseTo(12345, within(.05));
        assertThat(Scale.LINEAR.undo(Scale.LINEAR.apply(.25))).isEqualTo(.25);
    }

    @Test
    void whatIsNoFeatureIsSaidWithWhatIsNear() {
        assertThatThrownBy(() -> SeriesFeatures.of(List.of("byte_out")))
                .isInstanceOf(UsageException.class)
                .hasMessage("'byte_out' is no column of host_series that can be a feature. Did you mean bytes_out?");
        assertThatThrownBy(() -> SeriesFeatures.of(List.of("sources_sketch"))).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> SeriesFeatures.of(List.of("window_seconds"))).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> SeriesFeatures.of(List.of("bytes_in", "bytes_in")))
                .hasMessage("Feature 'bytes_in' is named twice: name each column once.");
        assertThatThrownBy(() -> SeriesFeatures.of(List.of()))
                .hasMessage("A model of 0 features cannot be: name between 1 and 512 columns of host_series.");
    }
}
