package org.flowfoundry.etl.input;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.etl.EtlErrors;

/**
 * Finds the files that inputs name. An input is a file, a folder (taken with all folders below it) or a glob; on the local
 * disk, or a Hadoop URI. What exists under exactly that name is taken as it is, so names may hold brackets, braces, stars,
 * colons and blanks; only what does not exist is read as a URI, then as a glob. Files and folders whose names begin with a
 * dot or an underscore are left out unless named themselves, as everywhere in Hadoop. So are files whose names say that they
 * are still being written, as collectors name them: half a file now would be all of its rows once more later.
 */
public final class InputFiles {

    private static final Pattern URI_SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:/.*", Pattern.DOTALL);

    /** nfcapd's file at work, and the endings of copies under way. */
    private static final Pattern UNFINISHED = Pattern.compile("nfcapd\\.current.*|.*\\.(tmp|part)", Pattern.DOTALL);

    private InputFiles() {}

    /**
     * The files of all inputs: in the inputs' order, sorted by name within each, each file once.
     *
     * @param unfinished takes the files left out because they are still being written
     * @throws UserException where an input names nothing, or there is no file at all
     */
    public static List<InputFile> find(List<String> inputs, Configuration hadoop, Consumer<InputFile> unfinished) {
        Map<String, InputFile> files = new LinkedHashMap<>();
        for (String input : inputs) {
            boolean named = isUnfinished(input);
            for (InputFile file : find(input, hadoop)) {
                if (named || !isUnfinished(file.name())) {
                    files.putIfAbsent(file.location(), file);
                } else {
                    unfinished.accept(file);
                }
            }
        }
        if (files.isEmpty()) {
            throw EtlErrors.noFiles(inputs);
        }
        return new ArrayList<>(files.values());
    }

    /** Whether a file or folder of that name is left out where it was not asked for by name. */
    static boolean isHidden(String fileName) {
        return fileName.startsWith(".") || fileName.startsWith("_");
    }

    /** Whether a path, or a glob, ends in the name of a file that is still being written. */
    private static boolean isUnfinished(String path) {
        return UNFINISHED.matcher(path.substring(path.lastIndexOf('/') + 1)).matches();
    }

    private static List<InputFile> find(String input, Configuration hadoop) {
        Path path = localPath(input);
        if (LocalFiles.exists(path)) {
            return LocalFiles.under(path);
        }
        if (URI_SCHEME.matcher(input).matches() && !isFileUri(input)) {
            return HadoopFiles.find(input, hadoop);
        }
        List<InputFile> local = LocalFiles.matching(path);
        if (local.isEmpty() && !defaultIsLocal(hadoop)) {
            return HadoopFiles.find(input, hadoop);
        }
        if (local.isEmpty()) {
            throw LocalFiles.missing(path);
        }
        return local;
    }

    /** The local path that an input means; a {@code file:} URI's with and without its percent signs decoded. */
    private static Path localPath(String input) {
        try {
            if (!isFileUri(input)) {
                return Path.of(input).toAbsolutePath();
            }
            Path literal = Path.of(input.substring("file:".length()).replaceFirst("^//(?=/)", ""));
            return LocalFiles.exists(literal) || !input.contains("%") ? literal : LocalFiles.decoded(literal);
        } catch (InvalidPathException e) {
            throw EtlErrors.badInputName(input, e);
        }
    }

    private static boolean isFileUri(String input) {
        return input.startsWith("file:/");
    }

    private static boolean defaultIsLocal(Configuration hadoop) {
        return "file".equals(FileSystem.getDefaultUri(hadoop).getScheme());
    }
}
