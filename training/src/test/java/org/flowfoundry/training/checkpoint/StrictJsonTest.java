package org.flowfoundry.training.checkpoint;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.flowfoundry.training.DamagedException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictJsonTest {

    record Inner(int count, double share) {
        Inner {
            if (share < 0 || share > 1) {
                throw new IllegalArgumentException("a share lies between 0 and 1, not at " + share + ".");
            }
        }
    }

    record Outer(String name, List<Inner> inner, Kind kind) {}

    enum Kind {
        ONE,
        TWO
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            NaN | Non-standard token 'NaN'
            {"name": "a", "inner": [{"count": NaN, "share": 1}], "kind": "ONE"} | Non-standard token 'NaN'
            {"name": "a", "inner": [{"count": 1 | Unexpected end-of-input
            {"name": "a" | Unexpected end-of-input: expected close marker for Object
            {"name": ["a"], "inner": [], "kind": "ONE"} | from Array value
            {"name": {"a": 1}, "inner": [], "kind": "ONE"} | from Object value
            {"name": 1, "inner": [], "kind": "ONE"} | Cannot coerce Integer value (1)
            {"name": "a", "inner": {}, "kind": "ONE"} | from Object value
            {"name": "a", "inner": ["b"], "kind": "ONE"} | from String value ('b')
            {"name": "a", "inner": [3], "kind": "ONE"} | from Number value (3)
            {"name": "a", "inner": [{"count": [1], "share": 1}], "kind": "ONE"} | from Array value
            {"name": "a", "inner": [{"count": "1", "share": 1}], "kind": "ONE"} | Cannot coerce String value ("1")
            {"name": "a", "inner": [{"count": 1.5, "share": 1}], "kind": "ONE"} | Cannot coerce Floating-point value (1.5)
            {"name": "a", "inner": [{"count": 99999999999, "share": 1}], "kind": "ONE"} | out of range of int
            {"name": "a", "inner": [{"count": null, "share": 1}], "kind": "ONE"} | Cannot map null
            {"name": "a", "inner": [{"count": true, "share": 1}], "kind": "ONE"} | Boolean
            {"name": "a", "inner": [{"count": 1, "share": 7.1}], "kind": "ONE"} | between 0 and 1, not at 7.1. It is
            {"name": "a", "inner": [], "kind": "THREE"} | "THREE": not one of the values accepted
            {"name": "a", "inner": [], "kind": 1} | from number 1: not allowed
            {"name": "a", "inner": [], "kind": "ONE"} {} | Trailing token
            {"name": "a", "inner": [], "kind": "ONE", "more": 1} | Unrecognized field "more"
            {"name": "a", "inner": [], "name": "b"} | Duplicate field 'name'
            {"name": "a", "inner": []} | Missing creator property 'kind'
            [] | from Array value
            "x" | from String value ('x')
            x | Unrecognized token 'x'
            {name: "a"} | Unexpected character ('n' (code 110))
            {'name': 1} | Unexpected character
            {"name": 01} | Invalid numeric value: Leading zeroes not allowed
            {"name": .5} | Unexpected character
            {"name": +5} | Unexpected character
            {"name": "\\x"} | Unrecognized character escape 'x'
            {"name": "a",} | Unexpected character ('}' (code 125))
            /* x */ {} | Unexpected character ('/' (code 47))
            """)
    void whatTheParserSaysIsToldWithoutItsInnards(String json, String problem) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> StrictJson.read(new ByteArrayInputStream(bytes), bytes.length, Outer.class, "a.json"))
                .isInstanceOf(DamagedException.class)
                .hasMessageStartingWith("'a.json' is not the JSON that is written there: ")
                .hasMessageEndingWith(
                        ". It is damaged, or of another version of FlowFoundry; take another version, or copy"
                                + " it here again.")
                .hasMessageContaining(problem)
                .extracting(Throwable::getMessage, InstanceOfAssertFactories.STRING)
                .doesNotContain(
                        "`", "Feature", "REDACTED", "JsonToken", "java.", "flowfoundry.", "..", "Creator ", "()");
    }
}
