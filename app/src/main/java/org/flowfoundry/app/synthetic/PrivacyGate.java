package org.flowfoundry.app.synthetic;

import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.flowfoundry.core.lake.IngestTables;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.evaluation.fidelity.FidelityOptions;
import org.flowfoundry.evaluation.fidelity.PrivacyCheck;
import org.flowfoundry.generation.flow.GeneratorTerms;
import org.flowfoundry.generation.flow.PublicationGate;

/**
 * Lets synthetic flows pass that give no real ones away, as far as samples and a search for copies tell.
 *
 * @param lake folder or URI of the lake with the real flows
 * @param seed draws the samples
 */
public record PrivacyGate(String lake, long seed) implements PublicationGate {

    /** Records of each kind that are looked at. */
    private static final int CHECKED = 5_000;

    @Override
    public List<String> risks(Dataset<Row> synthetic, GeneratorTerms terms) {
        if (terms.split().heldOut() == 0) {
            return List.of("nothing was held out that they could be compared with (--hold-out 0)");
        }
        Lake real = Lake.open(synthetic.sparkSession(), lake);
        Dataset<Row> flows = real.read(IngestTables.FLOWS, new PartitionRange(List.of(terms.domain()), null, null));
        FidelityOptions.Real how =
                new FidelityOptions.Real(terms.split(), terms.fields(), Set.of(), null, terms.isDistinct());
        return PrivacyCheck.of(flows, synthetic, how, CHECKED, seed).risks();
    }
}
