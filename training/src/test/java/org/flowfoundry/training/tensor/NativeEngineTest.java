package org.flowfoundry.training.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import org.flowfoundry.core.error.UserException;
import org.junit.jupiter.api.Test;

class NativeEngineTest {

    @Test
    void saysWhatItRunsOn() {
        NativeEngine.Description description = NativeEngine.open(List.of(), 1).describe();
        assertThat(description.engine()).isEqualTo("PyTorch");
        assertThat(description.version()).isEqualTo("2.7.1");
        assertThat(description.device()).isEqualTo("cpu()");
        assertThat(description.threads()).isEqualTo(1);
        assertThat(description.gemm()).isIn("MKL", "CONV1X1");
    }

    @Test
    void modesEndWithTheWork() {
        NativeEngine engine = NativeEngine.onCpu();
        boolean before = JniUtils.isGradMode();
        assertThat(engine.differentiating(JniUtils::isGradMode)).isTrue();
        assertThat(engine.inferring(JniUtils::isGradMode)).isFalse();
        assertThat(engine.inferring(() -> engine.differentiating(JniUtils::isGradMode)))
                .isTrue();
        assertThat(JniUtils.isGradMode()).isEqualTo(before);
    }

    @Test
    void aGpuThatTheLibrariesCannotUseIsAnError() {
        assertThatThrownBy(() -> NativeEngine.open(List.of("0"), 1))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("Spark gave the task GPU 0")
                .hasMessageContaining("PYTORCH_FLAVOR=cu128");
    }
}
