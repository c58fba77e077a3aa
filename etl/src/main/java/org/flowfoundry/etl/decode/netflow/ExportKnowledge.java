package org.flowfoundry.etl.decode.netflow;

import java.util.ArrayList;
import java.util.List;
import org.flowfoundry.etl.decode.Knowledge;

/**
 * What the files of a run teach, side by side in their order. It is looked into through a {@link KnowledgeIndex}, which is made
 * once in each process that decodes. Beyond {@link #MAXIMUM_WEIGHT}, later files' knowledge is left out: their records are
 * decoded all the same where their templates stand before them.
 */
final class ExportKnowledge implements Knowledge {

    private static final long serialVersionUID = 1;

    /** Most entries and template fields that are kept: some hundred megabytes. */
    static final long MAXIMUM_WEIGHT = 4_000_000;

    private final List<FileKnowledge> files;
    private final long weight;
    private transient volatile KnowledgeIndex index;

    private ExportKnowledge(List<FileKnowledge> files, long weight) {
        this.files = files;
        this.weight = weight;
    }

    static ExportKnowledge of(FileKnowledge file) {
        return new ExportKnowledge(List.of(file), file.weight());
    }

    @Override
    public Knowledge merge(Knowledge later) {
        if (!(later instanceof ExportKnowledge other)) {
            return this;
        }
        List<FileKnowledge> all = new ArrayList<>(files);
        long total = weight;
        for (FileKnowledge file : other.files) {
            long more = file.weight();
            if (total + more <= MAXIMUM_WEIGHT) {
                all.add(file);
                total += more;
            }
        }
        return new ExportKnowledge(all, total);
    }

    /** The index over what a decoder was given; an empty one where no survey was made. */
    static KnowledgeIndex index(Knowledge knowledge) {
        return knowledge instanceof ExportKnowledge known ? known.index() : new KnowledgeIndex(List.of());
    }

    private KnowledgeIndex index() {
        KnowledgeIndex made = index;
        if (made == null) {
            synchronized (this) {
                made = index;
                if (made == null) {
                    made = new KnowledgeIndex(files);
                    index = made;
                }
            }
        }
        return made;
    }
}
