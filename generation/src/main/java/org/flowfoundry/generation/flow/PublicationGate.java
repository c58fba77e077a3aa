package org.flowfoundry.generation.flow;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Looks at synthetic flows before they are part of a table. */
@FunctionalInterface
public interface PublicationGate {

    /** Lets everything pass. */
    PublicationGate OPEN = (synthetic, terms) -> List.of();

    /**
     * Why flows should not be published; empty where nothing was found.
     *
     * @param synthetic rows of {@code synthetic_flows} that nobody sees yet
     * @param terms of the generator that made them
     */
    List<String> risks(Dataset<Row> synthetic, GeneratorTerms terms);
}
