package org.flowfoundry.core.testing;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.lake.LakeSession;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test method a {@link SparkSession} as a parameter: {@code @ExtendWith(WithSpark.class)}. One session, local[2],
 * with the settings that the launcher uses, started when first asked for and shared by all tests of the JVM.
 */
public final class WithSpark implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == SparkSession.class;
    }

    @Override
    public SparkSession resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return Holder.SESSION;
    }

    private static final class Holder {
        static final SparkSession SESSION = start();

        private static SparkSession start() {
            SparkSession.Builder builder = SparkSession.builder()
                    .appName("tests")
                    .master("local[2]")
                    .config("spark.driver.host", "127.0.0.1")
                    .config("spark.driver.bindAddress", "127.0.0.1")
                    .config(
                            "spark.sql.warehouse.dir",
                            Path.of("target/spark-warehouse").toUri().toString());
            Properties defaults = defaults();
            defaults.stringPropertyNames().forEach(key -> builder.config(key, defaults.getProperty(key)));
            builder.config("spark.sql.shuffle.partitions", "2");
            SparkSession session = LakeSession.configure(builder).getOrCreate();
            session.sparkContext()
                    .setCheckpointDir(Path.of("target/spark-checkpoints").toString());
            return session;
        }

        private static Properties defaults() {
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(Path.of("../cluster-config/spark-defaults.conf"))) {
                properties.load(reader);
            } catch (IOException e) {
                throw new IllegalStateException("The module's folder must be the working directory", e);
            }
            return properties;
        }
    }
}
