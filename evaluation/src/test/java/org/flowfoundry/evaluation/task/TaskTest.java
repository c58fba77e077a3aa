package org.flowfoundry.evaluation.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.flowfoundry.core.error.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskTest {

    @ParameterizedTest
    @CsvSource({
        "intrusion, DDoS, ddos",
        "intrusion, Benign, benign",
        "intrusion, BENIGN, benign",
        "intrusion, Background/Normal, benign",
        "intrusion, BAD-SSH, bad_ssh",
        "intrusion-binary, PORTSCAN1, attack",
        "intrusion-binary, GOOD-SSH, benign",
        "intrusion-binary, 0, benign",
        "botnet, Botnet, botnet",
        "botnet, flow=From-Botnet-V42-TCP, botnet",
        "botnet, flow=To-Background-UDP, other",
        "botnet, C&C-HeartBeat, botnet",
        "botnet, Bot, botnet",
        "botnet, DDoS, other",
        "ddos, DoS Hulk, ddos",
        "ddos, Reconnaissance, other",
        "application, com.spotify.music, com_spotify_music"
    })
    void labelsMeanClasses(String task, String label, String expected) {
        assertThat(Task.named(task).classOf(label)).isEqualTo(expected);
    }

    @Test
    void theAnswerIsWithheld() {
        assertThat(Task.named("application").withheld()).containsExactly("application");
        assertThat(Task.named("application").classOf("-")).isNull();
    }

    @Test
    void unknownTasks() {
        assertThatThrownBy(() -> Task.named("intrusions"))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("There is no task 'intrusions'. Did you mean intrusion");
        assertThatThrownBy(() -> Task.named("xyz"))
                .hasMessage("There is no task 'xyz'. Tasks: intrusion, intrusion-binary, botnet, application, ddos.");
    }
}
