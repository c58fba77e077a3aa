package org.flowfoundry.core.lake;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a commit does beside adding files.
 *
 * @param transaction names the commit: it happens once, however often it is tried
 * @param version the commit's number within its transaction
 * @param expected the versions that other transactions must still be at; each is raised by one
 * @param replaced partitions whose rows so far are removed
 */
public record CommitOptions(
        String transaction, long version, Map<String, Long> expected, List<TablePartition> replaced) {

    public CommitOptions {
        expected = Map.copyOf(expected);
        replaced = List.copyOf(replaced);
    }

    /** A commit that happens once: not again where the transaction is at this version or a later one. */
    public static CommitOptions once(String transaction, long version) {
        return new CommitOptions(transaction, version, Map.of(), List.of());
    }

    /** Commits only while another transaction is at this version (-1: was never seen), and raises it by one. */
    public CommitOptions expecting(String other, long otherVersion) {
        Map<String, Long> more = new LinkedHashMap<>(expected);
        more.put(other, otherVersion);
        return new CommitOptions(transaction, version, more, replaced);
    }

    /** Removes the rows that partitions hold so far. */
    public CommitOptions replacing(Collection<TablePartition> partitions) {
        List<TablePartition> more = new ArrayList<>(replaced);
        more.addAll(partitions);
        return new CommitOptions(transaction, version, expected, more);
    }
}
