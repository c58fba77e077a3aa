package org.flowfoundry.core.lake;

import java.io.IOException;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Folders and buckets as users name them. */
public final class Locations {

    /** A scheme of at least two letters, so that C: is none. */
    private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*", Pattern.DOTALL);

    private Locations() {}

    /**
     * The path of a location.
     *
     * @param location a URI of any file system that Hadoop knows, or a path, relative or not, of the default one
     * @throws IllegalArgumentException where it is neither
     */
    public static Path path(String location, Configuration conf) throws IOException {
        if (URI.matcher(location).matches()) {
            return new Path(location);
        }
        if (FileSystem.getDefaultUri(conf).getScheme().equals("file")) {
            // Hadoop takes a colon in a relative name for a scheme, Java does not.
            return new Path(
                    "file",
                    null,
                    java.nio.file.Path.of(location).toAbsolutePath().normalize().toString());
        }
        return new Path(location);
    }
}
