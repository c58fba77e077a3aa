package org.flowfoundry.etl.decode.unswnb15;

import java.util.List;
import java.util.Optional;
import org.flowfoundry.core.column.AddressColumn;
import org.flowfoundry.core.column.IpAddresses;
import org.flowfoundry.etl.decode.csv.CsvFormat;
import org.flowfoundry.etl.decode.csv.CsvHeader;
import org.flowfoundry.etl.decode.csv.CsvRow;

/** The tables of the UNSW-NB15 data set. */
public final class UnswNb15Format extends CsvFormat {

    private static final List<String> NEEDED =
            List.of("dur", "proto", "sbytes", "dbytes", "spkts", "dpkts", "ct_srv_src");

    /** The columns of the files without a header, as the set's own list spells them. */
    private static final List<String> NAMES = List.of(
            ("srcip sport dstip dsport proto state dur sbytes dbytes sttl dttl sloss dloss service Sload Dload Spkts Dpkts "
                            + "swin dwin stcpb dtcpb smeansz dmeansz trans_depth res_bdy_len Sjit Djit Stime Ltime "
                            + "Sintpkt Dintpkt tcprtt synack ackdat is_sm_ips_ports ct_state_ttl ct_flw_http_mthd "
                            + "is_ftp_login ct_ftp_cmd ct_srv_src ct_srv_dst ct_dst_ltm ct_src_ltm ct_src_dport_ltm "
                            + "ct_dst_sport_ltm ct_dst_src_ltm attack_cat Label")
                    .split(" "));

    private static final int DESTINATION = NAMES.indexOf("dstip");

    public UnswNb15Format() {
        super("unsw-nb15", "Tables of UNSW-NB15: 49 columns without a header, or by their names");
    }

    /** A file without a header begins with a flow: as many columns, with addresses where they belong. */
    @Override
    protected CsvHeader header(CsvHeader firstLine) {
        List<String> fields = firstLine.names();
        boolean isFlow =
                fields.size() == NAMES.size() && isAddress(fields.get(0)) && isAddress(fields.get(DESTINATION));
        return isFlow ? CsvHeader.implied(NAMES) : firstLine;
    }

    private static boolean isAddress(String text) {
        return IpAddresses.parse(new AddressColumn("address", 1), 0, text);
    }

    @Override
    protected Optional<String> problem(CsvHeader header) {
        return header.without("a table of UNSW-NB15", NEEDED);
    }

    @Override
    protected CsvRow row(CsvHeader header) {
        return new UnswNb15Row();
    }
}
