package org.flowfoundry.etl.decode.compression;

import java.io.IOException;
import java.util.Optional;
import org.flowfoundry.etl.decode.ByteSource;
import org.flowfoundry.etl.decode.DamagedStreamException;
import org.flowfoundry.etl.decode.DecodeRequest;
import org.flowfoundry.etl.decode.FlowFormat;
import org.flowfoundry.etl.decode.FlowReader;
import org.flowfoundry.etl.decode.InputHead;
import org.flowfoundry.etl.decode.Survey;

/**
 * Any format, over sources that may be damaged compressed files. A survey sees a file that ends where it is damaged. A
 * reader gives the records before the damage, quarantines the rest as one record with the damage as its reason, and ends.
 */
public record DamageTolerantFormat(FlowFormat format) implements FlowFormat {

    @Override
    public String name() {
        return format.name();
    }

    @Override
    public String description() {
        return format.description();
    }

    @Override
    public boolean recognizes(InputHead head) {
        return format.recognizes(head);
    }

    @Override
    public Optional<String> rejects(InputHead head) {
        return format.rejects(head);
    }

    @Override
    public Survey survey(ByteSource source, long splitBytes) throws IOException {
        return format.survey(new EndsAtDamage(source), splitBytes);
    }

    @Override
    public FlowReader open(DecodeRequest request) throws IOException {
        try {
            return new DamageTolerantReader(format.open(request), request.quarantine());
        } catch (DamagedStreamException e) {
            return new DamageTolerantReader(e, request.quarantine());
        }
    }
}
