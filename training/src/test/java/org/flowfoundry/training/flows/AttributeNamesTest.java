package org.flowfoundry.training.flows;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttributeNamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Label",
                "Attack",
                "Dataset",
                "MIN_TTL",
                "MAX_TTL",
                "DNS_QUERY_ID",
                "DNS_TTL_ANSWER",
                "detailed-label",
                "uid",
                "tunnel_parents",
                "sAddress",
                "sMACs",
                "sIPs",
                "startDate",
                "start",
                "startOffset",
                "endOffset",
                "sttl",
                "rttl",
                "NST_M_Label",
                "IT_B_Label",
                "StateCode",
                "split",
                "stcpb",
                "dtcpb",
                "Stime",
                "Ltime",
                "ct_srv_src",
                "ct_state_ttl",
                "is_sm_ips_ports",
                "attack_cat",
                "Flow ID",
                "Timestamp",
                "Src Port",
                "_node_name",
                "FLOW_START_MILLISECONDS",
                "server_name",
                "src_ip"
            })
    void identityTimeAndLabelsAreHidden(String name) {
        assertThat(AttributeNames.isHidden(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "L7_PROTO",
                "LONGEST_FLOW_PKT",
                "NUM_PKTS_UP_TO_128_BYTES",
                "TCP_WIN_MAX_IN",
                "DURATION_IN",
                "conn_state",
                "history",
                "orig_ip_bytes",
                "Flow IAT Mean",
                "Fwd PSH Flags",
                "sInterPacketAvg",
                "Sload",
                "synack",
                "trans_depth",
                "Active Mean",
                "Init_Win_bytes_forward",
                "sWinTCP",
                "State",
                "Dir",
                "packet_lengths",
                "missed_bytes",
                "is_ftp_login",
                "MIN_IP_PKT_LEN",
                "SERVER_TCP_FLAGS",
                "DNS_QUERY_TYPE"
            })
    void whatAFlowDidIsShown(String name) {
        assertThat(AttributeNames.isHidden(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"L7_PROTO", "ICMP_TYPE", "FTP_COMMAND_RET_CODE", "State", "conn_state", "service"})
    void numbersThatAreNames(String name) {
        assertThat(AttributeNames.isNominal(name)).isTrue();
    }
}
