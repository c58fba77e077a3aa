package org.flowfoundry.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The versions of this jar and of what runs it. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
        return new String[] {
            "FlowFoundry " + project(), "Spark " + org.apache.spark.package$.MODULE$.SPARK_VERSION(), "Java " + Runtime.version()
        };
    }

    /** The project's version, as Maven wrote it into the jar. */
    static String project() throws IOException {
        Properties properties = new Properties();
        try (InputStream stream = Version.class.getResourceAsStream("version.properties")) {
            properties.load(stream);
        }
        return properties.getProperty("version");
    }
}
