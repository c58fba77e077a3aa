package org.flowfoundry.features.flow;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.flowfoundry.core.lake.ColumnSpec;

/**
 * One column of {@code flow_features}.
 *
 * @param formula over the columns of {@code flows}; null where those it needs are null
 * @param comment the formula in words, with the unit
 */
record FlowFeature(String name, DataType type, Column formula, String comment) {

    static FlowFeature real(String name, Column formula, String comment) {
        return new FlowFeature(name, DataTypes.DoubleType, formula, comment);
    }

    static FlowFeature integer(String name, Column formula, String comment) {
        return new FlowFeature(name, DataTypes.IntegerType, formula, comment);
    }

    static FlowFeature count(String name, Column formula, String comment) {
        return new FlowFeature(name, DataTypes.LongType, formula, comment);
    }

    /** 1 where the condition holds, 0 where it does not, null where it is null. */
    static FlowFeature flag(String name, Column condition, String comment) {
        return integer(name, condition.cast(DataTypes.IntegerType), "1 or 0: " + comment);
    }

    /** A column of {@code flows} as it is. */
    static FlowFeature same(String name, DataType type, String comment) {
        return new FlowFeature(name, type, col(name), comment);
    }

    /** The quotient, null where the divisor is null or not positive. */
    static Column ratio(Column dividend, Column divisor) {
        return when(divisor.gt(lit(0)), dividend.cast(DataTypes.DoubleType).divide(divisor));
    }

    ColumnSpec column() {
        return new ColumnSpec(name, type, comment);
    }

    Column selected() {
        return formula.cast(type).as(name);
    }
}
