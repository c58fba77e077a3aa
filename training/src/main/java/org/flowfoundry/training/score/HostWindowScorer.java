package org.flowfoundry.training.score;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.when;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.flowfoundry.training.TrainingErrors;
import org.flowfoundry.training.registry.ModelVersion;
import org.flowfoundry.training.sequence.SeriesFeature;

/**
 * A registered model as a Spark ML transformer, with the parameter names of DJL's Spark extension. Rows of {@code host_series},
 * or of the same keys and features, go in; they come out, in another order, with a column of what {@link ScoreTables#SCORES}
 * says of windows: struct(prediction, probability, probabilities, surprise, surprise_quantile).
 *
 * <p>In spark-shell: {@code new HostWindowScorer().setModelUrl("/data/lake/models/floods/v1").transform(
 * spark.read.parquet("/data/lake/host_series"))}.
 */
public final class HostWindowScorer extends Transformer implements DefaultParamsWritable {

    private static final long serialVersionUID = 1;

    private static final int BATCH_SIZE = 64;
    private static final String WINDOW_SECONDS = "window_seconds";
    private static final String LONG_FLOWS = "long_flows";

    private final String uid;
    private final Param<String> modelUrl;
    private final IntParam batchSize;
    private final StringArrayParam inputCols;
    private final Param<String> outputCol;

    public HostWindowScorer() {
        this(Identifiable$.MODULE$.randomUID("hostWindowScorer"));
    }

    /** Spark ML makes its copies with this. */
    public HostWindowScorer(String uid) {
        this.uid = uid;
        this.modelUrl = new Param<>(this, "modelUrl", "folder of a model's version, .../models/NAME/vN");
        this.batchSize = new IntParam(this, "batchSize", "rows of tokens that the model reads at once, at least 1");
        this.inputCols = new StringArrayParam(
                this, "inputCols", "columns with the model's features, in its order; none = named as in the model");
        this.outputCol = new Param<>(this, "outputCol", "column for the scores");
        setDefault(batchSize, BATCH_SIZE);
        setDefault(inputCols, new String[0]);
        setDefault(outputCol, ModelAtWork.SCORE);
    }

    @Override
    public String uid() {
        return uid;
    }

    public Param<String> modelUrl() {
        return modelUrl;
    }

    public IntParam batchSize() {
        return batchSize;
    }

    public StringArrayParam inputCols() {
        return inputCols;
    }

    public Param<String> outputCol() {
        return outputCol;
    }

    public HostWindowScorer setModelUrl(String url) {
        set(modelUrl, url);
        return this;
    }

    public HostWindowScorer setBatchSize(int rows) {
        set(batchSize, rows);
        return this;
    }

    public HostWindowScorer setInputCols(String[] columns) {
        set(inputCols, columns);
        return this;
    }

    public HostWindowScorer setOutputCol(String column) {
        set(outputCol, column);
        return this;
    }

    @Override
    public Dataset<Row> transform(Dataset<?> dataset) {
        Dataset<Row> rows = dataset.toDF();
        transformSchema(rows.schema());
        SparkSession spark = rows.sparkSession();
        LoadedModel model = load(spark);
        List<String> columns = columns(rows.schema(), model);
        int partitions =
                Math.max(spark.sparkContext().defaultParallelism(), rows.rdd().getNumPartitions());
        return ModelAtWork.on(spark, model, columns, (Integer) $(batchSize))
                .scores(guarded(rows, model), $(outputCol), partitions);
    }

    @Override
    public StructType transformSchema(StructType schema) {
        int size = (Integer) $(batchSize);
        if (size < 1) {
            throw TrainingErrors.badSetting("batchSize", Integer.toString(size), "it must be at least 1");
        }
        require(schema, "domain", DataTypes.StringType);
        require(schema, "host", DataTypes.StringType);
        require(schema, "window_start", DataTypes.TimestampType);
        if (Arrays.asList(schema.fieldNames()).contains($(outputCol))) {
            throw TrainingErrors.columnTaken($(outputCol));
        }
        return schema.add($(outputCol), ScoreOutput.TYPE);
    }

    @Override
    public HostWindowScorer copy(ParamMap extra) {
        return (HostWindowScorer) defaultCopy(extra);
    }

    /** Reads what {@code write} wrote. */
    public static MLReader<HostWindowScorer> read() {
        return new DefaultParamsReader<>();
    }

    public static HostWindowScorer load(String path) {
        return read().load(path);
    }

    private LoadedModel load(SparkSession spark) {
        if (!isDefined(modelUrl)) {
            throw TrainingErrors.badSetting("modelUrl", "not set", "it must be the folder of a model's version");
        }
        Path folder = new Path($(modelUrl));
        try {
            return LoadedModel.of(
                    ModelVersion.open(folder.getFileSystem(spark.sessionState().newHadoopConf()), folder));
        } catch (IOException e) {
            throw TrainingErrors.notReadable($(modelUrl), e);
        }
    }

    private List<String> columns(StructType schema, LoadedModel model) {
        List<String> features =
                model.features().stream().map(SeriesFeature::column).toList();
        List<String> given = List.of($(inputCols));
        if (!given.isEmpty() && given.size() != features.size()) {
            throw TrainingErrors.otherInputColumns(given.size(), features);
        }
        List<String> columns = given.isEmpty() ? features : given;
        columns.forEach(column -> require(schema, column, null));
        return columns;
    }

    /** Rows that say how long their windows are must say what the model expects; checked as they are read. */
    private static Dataset<Row> guarded(Dataset<Row> rows, LoadedModel model) {
        List<String> names = Arrays.asList(rows.columns());
        Column fits = lit(true);
        if (names.contains(WINDOW_SECONDS)) {
            fits = fits.and(col(WINDOW_SECONDS).equalTo(model.encoder().windowSeconds()));
        }
        if (names.contains(LONG_FLOWS)) {
            fits = fits.and(col(LONG_FLOWS).equalTo(model.encoder().longFlows()));
        }
        String problem = TrainingErrors.otherWindows(
                        model.encoder().windowSeconds(), model.encoder().longFlows())
                .getMessage();
        Column start = when(fits, col("window_start"))
                .otherwise(raise_error(lit(problem)).cast(DataTypes.TimestampType));
        return rows.withColumn("window_start", start)
                .withMetadata(
                        "window_start", rows.schema().apply("window_start").metadata());
    }

    private static void require(StructType schema, String column, DataType type) {
        List<String> names = Arrays.asList(schema.fieldNames());
        if (!names.contains(column)) {
            throw TrainingErrors.noInputColumn(column, names);
        }
        DataType found = schema.apply(column).dataType();
        if (type != null && !found.equals(type)) {
            throw TrainingErrors.inputColumnOfOtherType(column, found.simpleString(), type.simpleString());
        }
    }
}
