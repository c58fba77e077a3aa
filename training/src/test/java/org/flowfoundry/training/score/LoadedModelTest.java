package org.flowfoundry.training.score;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.testing.WithSpark;
import org.flowfoundry.training.DamagedException;
import org.flowfoundry.training.registry.ModelVersion;
import org.flowfoundry.training.sequence.SampleEncoders;
import org.flowfoundry.training.testing.SampleNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(WithSpark.class)
class LoadedModelTest {

    @TempDir
    Path folder;

    @Test
    void aFeatureThatHostSeriesDoesNotHaveIsDamage(SparkSession spark) throws Exception {
        Lake lake = Lake.open(spark, folder.toString());
        ModelVersion version = SampleNetwork.publish(lake, SampleEncoders.even(2, 16), "strange", Map.of());
        assertThatThrownBy(() -> LoadedModel.of(version))
                .isInstanceOf(DamagedException.class)
                .hasMessage("'" + version.folder() + "/model.json' is not the JSON that is written there: it names a"
                        + " feature 'f0', which is none of host_series. It is damaged, or of another version of"
                        + " FlowFoundry; take another version, or copy it here again.");
    }
}
