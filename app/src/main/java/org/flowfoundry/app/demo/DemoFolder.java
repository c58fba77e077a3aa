package org.flowfoundry.app.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.flowfoundry.core.error.UsageException;
import org.flowfoundry.core.error.UserException;

/** Where a demo leaves what it made: {@code exports}, {@code lake}, {@code report.html}. An earlier demo there is replaced. */
final class DemoFolder {

    private static final String MARKER = ".flowfoundry-demo";

    private final Path root;

    DemoFolder(Path root) {
        this.root = root;
    }

    Path exports() {
        return root.resolve("exports");
    }

    Path lake() {
        return root.resolve("lake");
    }

    Path report() {
        return root.resolve("report.html");
    }

    /** Makes the folder empty but for the marker; refuses to touch a folder that no demo made. */
    void prepare() {
        try {
            if (Files.exists(root) && !Files.isDirectory(root)) {
                throw new UsageException("--output '" + root + "' is a file. Give a folder that is new or empty.");
            }
            Files.createDirectories(root);
            if (!isEmpty() && !Files.exists(root.resolve(MARKER))) {
                throw new UsageException("Folder '" + root + "' holds things that no demo made, and the demo would have to"
                        + " delete them. Give --output a folder that is new or empty.");
            }
            Files.writeString(root.resolve(MARKER), "");
            delete(exports());
            delete(lake());
            Files.deleteIfExists(report());
        } catch (IOException e) {
            throw new UserException("The demo cannot write to '" + root + "': " + e.getClass().getSimpleName() + " "
                    + e.getMessage() + ". Give --output another folder.", e);
        }
    }

    private boolean isEmpty() throws IOException {
        try (Stream<Path> children = Files.list(root)) {
            return children.findAny().isEmpty();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
