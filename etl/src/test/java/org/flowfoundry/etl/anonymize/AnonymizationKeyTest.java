package org.flowfoundry.etl.anonymize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flowfoundry.core.error.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnonymizationKeyTest {

    @TempDir
    Path folder;

    @Test
    void rawBytesAndHexadecimalDigitsAreTheSameKey() throws IOException {
        Path raw = Files.writeString(folder.resolve("raw"), "abcdefghijklmnopqrstuvwxyz012345");
        Path hex = Files.writeString(
                folder.resolve("hex"), "6162636465666768696A6b6c6d6e6f707172737475767778797a303132333435\n");

        assertThat(AnonymizationKey.read(hex).cipherKey())
                .isEqualTo(AnonymizationKey.read(raw).cipherKey());
        assertThat(AnonymizationKey.read(hex).padSeed())
                .isEqualTo(AnonymizationKey.read(raw).padSeed())
                .asString()
                .isEqualTo("qrstuvwxyz012345");
        assertThat(AnonymizationKey.read(raw)).hasToString("AnonymizationKey");
    }

    @Test
    void anythingElseIsRefused() throws IOException {
        Path absent = folder.resolve("absent");
        Path shorter = Files.writeString(folder.resolve("short"), "secret");
        Path notHex = Files.writeString(folder.resolve("nothex"), "g".repeat(64));
        Path large = Files.writeString(folder.resolve("large"), "a".repeat(10_000));

        assertThatThrownBy(() -> AnonymizationKey.read(absent))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("Cannot read the key file '" + absent + "'")
                .hasMessageContaining("32 bytes, or of 64 hexadecimal digits");
        assertThatThrownBy(() -> AnonymizationKey.read(shorter))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("holds no key: it has 6 bytes");
        assertThatThrownBy(() -> AnonymizationKey.read(notHex)).hasMessageContaining("holds no key: it has 64 bytes");
        assertThatThrownBy(() -> AnonymizationKey.read(large)).hasMessageContaining("it has more than 128 bytes");
    }

    /** {@code openssl dgst -sha256 -mac HMAC}, of the constant under the key. */
    @Test
    void fingerprintTellsKeysApart() {
        byte[] other = "abcdefghijklmnopqrstuvwxyz012346".getBytes(StandardCharsets.US_ASCII);

        assertThat(CryptoPanTest.KEY.fingerprint())
                .isEqualTo("c8c0d5ca")
                .isNotEqualTo(new AnonymizationKey(other).fingerprint());
    }
}
