package org.flowfoundry.training.registry;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.flowfoundry.core.lake.LakeErrors;
import org.flowfoundry.training.TrainingErrors;

/**
 * Folders v1, v2, ... that are made whole, by renaming a draft, and never changed. Of two that are made at the same time,
 * each gets a number of its own.
 *
 * <p>No file system has an operation for that. But all rename a folder to a name that exists by moving it into the folder of
 * that name, under its own: so the one that came second finds its draft there, and takes it out to the next number.
 */
final class NumberedFolders {

    private static final Pattern NAME = Pattern.compile("v([1-9]\\d{0,8})");
    private static final String DRAFT = ".draft-";
    private static final long ABANDONED_MILLIS = 24 * 60 * 60 * 1000L;

    private final FileSystem fileSystem;
    private final Path parent;

    NumberedFolders(FileSystem fileSystem, Path parent) {
        this.fileSystem = fileSystem;
        this.parent = parent;
    }

    static String name(int number) {
        return "v" + number;
    }

    /** The number of a folder's name; 0 where it is no such name. */
    static int number(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    Path path(int number) {
        return new Path(parent, name(number));
    }

    /** A place, used by nobody else, for a folder to be. */
    Path newDraft() {
        return new Path(parent, DRAFT + UUID.randomUUID());
    }

    /** The numbers that are taken, in order; none where the parent is absent. */
    List<Integer> numbers() {
        List<Integer> numbers = new ArrayList<>();
        for (FileStatus child : children()) {
            int number = number(child.getPath().getName());
            if (child.isDirectory() && number > 0) {
                numbers.add(number);
            }
        }
        Collections.sort(numbers);
        return numbers;
    }

    /** Gives a draft that is complete the next number. */
    int add(Path draft) {
        try {
            List<Integer> taken = numbers();
            int number = taken.isEmpty() ? 1 : taken.get(taken.size() - 1) + 1;
            Path place = draft;
            while (true) {
                Path target = path(number);
                if (!fileSystem.exists(target)) {
                    if (!fileSystem.rename(place, target) && !fileSystem.exists(target)) {
                        throw new IOException("Cannot rename " + place + " to " + target.getName());
                    }
                    Path within = new Path(target, draft.getName());
                    boolean cameSecond = fileSystem.exists(within) || fileSystem.exists(place);
                    if (!cameSecond) {
                        return number;
                    }
                    place = fileSystem.exists(within) ? within : place;
                }
                number++;
            }
        } catch (IOException | FSError e) {
            throw LakeErrors.notWritable(parent.toString(), e);
        }
    }

    /** Deletes a draft that will not be completed, and those that others left a day ago or earlier. */
    void deleteAbandoned(Path draft) {
        try {
            fileSystem.delete(draft, true);
            long limit = System.currentTimeMillis() - ABANDONED_MILLIS;
            for (FileStatus child : children()) {
                if (child.getPath().getName().startsWith(DRAFT) && child.getModificationTime() < limit) {
                    fileSystem.delete(child.getPath(), true);
                }
            }
        } catch (IOException | FSError e) {
            throw LakeErrors.notWritable(parent.toString(), e);
        }
    }

    private FileStatus[] children() {
        try {
            return fileSystem.listStatus(parent);
        } catch (FileNotFoundException e) {
            return new FileStatus[0];
        } catch (IOException e) {
            throw TrainingErrors.notReadable(parent.toString(), e);
        }
    }
}
