package org.flowfoundry.etl.input;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.flowfoundry.core.error.NearMatches;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.etl.EtlErrors;

/** Files of the local disk, listed without Hadoop, whose paths cannot hold every name. */
final class LocalFiles {

    private static final Pattern GLOB = Pattern.compile("[*?\\[{]");
    private static final int LISTED_NEIGHBOURS = 5;

    private LocalFiles() {}

    /** Whether something stands under that name, a link that leads nowhere too. */
    static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** The path with its percent escapes decoded as UTF-8, as URIs are written by other programs. */
    static Path decoded(Path path) {
        return Path.of(URLDecoder.decode(path.toString().replace("+", "%2B"), StandardCharsets.UTF_8));
    }

    /** A file, or all files below a folder, sorted by name. Links are followed, but never in circles. */
    static List<InputFile> under(Path path) {
        List<InputFile> files = new ArrayList<>();
        try {
            Files.walkFileTree(
                    path, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new Collector(path, files));
        } catch (IOException e) {
            throw EtlErrors.cannotList(path.toString(), e);
        }
        files.sort(Comparator.comparing(InputFile::name).thenComparing(InputFile::location));
        return files;
    }

    /** The files at, and below, what matches a glob; empty where nothing does. Each part of the path is first taken literally. */
    static List<InputFile> matching(Path pattern) {
        List<Path> matches = List.of(pattern.getRoot());
        for (Path part : pattern) {
            matches = matches.stream()
                    .flatMap(folder -> matchingIn(folder, part.toString()).stream())
                    .toList();
        }
        return matches.stream().flatMap(match -> under(match).stream()).toList();
    }

    /** The error for a path where nothing is, naming what there is nearby. */
    static UserException missing(Path path) {
        Path folder = path.getParent();
        while (folder != null && !Files.isDirectory(folder)) {
            folder = folder.getParent();
        }
        if (folder == null) {
            return EtlErrors.noSuchInput(path.toString(), "/", List.of());
        }
        String wanted = folder.relativize(path).getName(0).toString();
        List<String> names = children(folder).stream()
                .map(LocalFiles::fileName)
                .filter(name -> !InputFiles.isHidden(name))
                .toList();
        List<String> near = NearMatches.of(wanted, names);
        return EtlErrors.noSuchInput(
                path.toString(),
                folder.toString(),
                near.isEmpty() ? names.stream().limit(LISTED_NEIGHBOURS).toList() : near);
    }

    private static List<Path> matchingIn(Path folder, String part) {
        Path literal = folder.resolve(part);
        if (exists(literal)) {
            return List.of(literal);
        }
        if (!GLOB.matcher(part).find() || !Files.isDirectory(folder)) {
            return List.of();
        }
        if (part.equals("**")) {
            return foldersBelow(folder);
        }
        PathMatcher matcher = matcher(part);
        boolean hidden = InputFiles.isHidden(part);
        return children(folder).stream()
                .filter(child -> matcher.matches(child.getFileName()))
                .filter(child -> hidden || !isHidden(child))
                .toList();
    }

    private static PathMatcher matcher(String part) {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + part);
        } catch (PatternSyntaxException e) {
            throw EtlErrors.badGlob(part, e);
        }
    }

    private static List<Path> foldersBelow(Path folder) {
        List<Path> folders = new ArrayList<>();
        folders.add(folder);
        for (Path child : children(folder)) {
            if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS) && !isHidden(child)) {
                folders.addAll(foldersBelow(child));
            }
        }
        return folders;
    }

    private static List<Path> children(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        } catch (IOException e) {
            throw EtlErrors.cannotList(folder.toString(), e);
        }
    }

    private static boolean isHidden(Path path) {
        return InputFiles.isHidden(fileName(path));
    }

    private static String fileName(Path path) {
        String text = text(path);
        return text.substring(text.lastIndexOf('/') + 1);
    }

    /** The text of an absolute path: its bytes read as UTF-8, whatever the locale. */
    private static String text(Path path) {
        String raw = path.toUri().getRawPath();
        String trimmed = raw.length() > 1 && raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw;
        return URLDecoder.decode(trimmed.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Collects the files of a folder; what is there but cannot be read is collected with its problem. */
    private static final class Collector extends SimpleFileVisitor<Path> {

        private final Path root;
        private final List<InputFile> files;

        Collector(Path root, List<InputFile> files) {
            this.root = root;
            this.files = files;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return isWanted(folder) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
                if (isWanted(file)) {
                    add(file, attributes.size(), attributes.lastModifiedTime().toMillis(), null);
                }
            } else if (file.equals(root) && attributes.isOther()) {
                throw EtlErrors.notAFile(file.toString());
            } else if (isWanted(file)) {
                String problem = attributes.isSymbolicLink() ? "a link that leads nowhere" : "a pipe, socket or device";
                add(file, 0, 0, problem);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (file.equals(root)) {
                throw failure;
            }
            boolean found = failure instanceof FileSystemLoopException || failure instanceof NoSuchFileException;
            if (!found && isWanted(file)) {
                add(file, 0, 0, "cannot be listed: " + InputProblems.describe(failure));
            }
            return FileVisitResult.CONTINUE;
        }

        private boolean isWanted(Path path) {
            return path.equals(root) || !isHidden(path);
        }

        private void add(Path path, long bytes, long modified, String problem) {
            files.add(new InputFile(text(path), path.toUri().toString(), bytes, modified, problem));
        }
    }
}
