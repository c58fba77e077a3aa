package org.flowfoundry.etl.anonymize;

import org.flowfoundry.core.column.AddressColumn;
import org.flowfoundry.core.column.TextColumn;
import org.flowfoundry.core.column.TextMapColumn;
import org.flowfoundry.core.flow.FlowBatch;

/**
 * Replaces every address in a batch of flows, those inside text and attributes too, by its image under Crypto-PAn. The same
 * key gives the same images in every run and format. File names and the names of attributes are kept: lineage and queries
 * hang on them. Not safe for use by several threads.
 */
public final class FlowAnonymizer {

    private final AddressCache addresses;
    private final TextAnonymizer texts;
    private final AttributeAnonymizer attributes;

    public FlowAnonymizer(AnonymizationKey key) {
        CryptoPan cryptoPan = new CryptoPan(key);
        addresses = new AddressCache(cryptoPan);
        texts = new TextAnonymizer(addresses, cryptoPan);
        attributes = new AttributeAnonymizer(texts);
    }

    /** Replaces the addresses of all rows in place. */
    public void apply(FlowBatch batch) {
        map(batch.sourceAddress, batch.rows());
        map(batch.destinationAddress, batch.rows());
        map(batch.exporterAddress, batch.rows());
        map(batch.application, batch.rows());
        map(batch.label, batch.rows());
        if (batch.attributes.presentCount() > 0) {
            map(batch.attributes, batch.rows());
        }
    }

    private void map(AddressColumn column, int rows) {
        if (column.presentCount() > 0) {
            for (int row = 0; row < rows; row++) {
                addresses.map(column, row);
            }
        }
    }

    private void map(TextColumn column, int rows) {
        if (column.presentCount() > 0) {
            for (int row = 0; row < rows; row++) {
                String text = column.get(row);
                if (text != null) {
                    column.set(row, texts.map(text));
                }
            }
        }
    }

    private void map(TextMapColumn column, int rows) {
        TextColumn keys = column.keys();
        TextColumn values = column.values();
        for (int row = 0; row < rows; row++) {
            for (int i = column.start(row), end = i + column.size(row); i < end; i++) {
                values.set(i, attributes.map(keys.get(i), values.get(i)));
            }
        }
    }
}
