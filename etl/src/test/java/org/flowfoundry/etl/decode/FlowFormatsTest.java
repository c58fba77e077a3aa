package org.flowfoundry.etl.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowFormatsTest {

    /** Files are told by content, so no two formats may claim the same one. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nf-csv | IPV4_SRC_ADDR,PROTOCOL,IN_BYTES,IN_PKTS,Label,Attack",
                "binetflow | split,Dur,Proto,SrcAddr,Sport,DstAddr,Dport,TotPkts,TotBytes,StateCode,Label",
                "cicflowmeter | Flow Duration,Total Fwd Packets,Total Backward Packets,Total Length of Fwd Packets,Label",
                "cicflowmeter | src_ip,dst_ip,protocol,flow_duration,tot_fwd_pkts,tot_bwd_pkts,totlen_fwd_pkts",
                "unsw-nb15 | id,dur,proto,service,state,spkts,dpkts,sbytes,dbytes,rate,ct_srv_src,attack_cat,label",
                "westermo | sAddress,rAddress,protocol,start,end,sPackets,rPackets,sBytesSum,rBytesSum,NST_M_Label",
                "mirage | PAR1 and what follows"
            })
    void exactlyOneFormatClaimsAFile(String format, String firstLine) {
        InputHead head = new InputHead("file", (firstLine + "\n").getBytes(StandardCharsets.UTF_8));

        assertThat(FlowFormats.installed())
                .filteredOn(installed -> installed.recognizes(head))
                .extracting(FlowFormat::name)
                .containsExactly(format);
        assertThat(FlowFormats.installed())
                .filteredOn(installed -> installed.rejects(head).isEmpty())
                .extracting(FlowFormat::name)
                .containsExactly(format);
    }
}
