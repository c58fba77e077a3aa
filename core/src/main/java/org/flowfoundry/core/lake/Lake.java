package org.flowfoundry.core.lake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A lake: one folder, or one bucket's prefix, with a folder per table. Opening one touches nothing; {@link #prepare()}
 * makes it ready to be written.
 */
public final class Lake {

    /** The folder for what is no table: marks a folder as a lake, and holds the jobs' own files. */
    public static final String OWN_FOLDER = "_flowfoundry";

    /** What Spark takes for a pattern in the path of a Parquet table. */
    private static final Pattern GLOB_CHARACTER = Pattern.compile("[{}\\[\\]*?\\\\]");

    private static final int NAMES_SHOWN = 5;

    private final SparkSession spark;
    private final Path root;
    private final FileSystem fileSystem;

    private Lake(SparkSession spark, Path root, FileSystem fileSystem) {
        this.spark = spark;
        this.root = root;
        this.fileSystem = fileSystem;
    }

    /**
     * Opens a lake.
     *
     * @param location a URI of any file system that Hadoop knows, or a path, relative or not, of the default one
     */
    public static Lake open(SparkSession spark, String location) {
        if (location == null || location.isBlank()) {
            throw LakeErrors.noLocation();
        }
        Configuration conf = spark.sessionState().newHadoopConf();
        try {
            Path path = Locations.path(location, conf);
            FileSystem fileSystem = path.getFileSystem(conf);
            return new Lake(spark, fileSystem.makeQualified(path), fileSystem);
        } catch (IOException | IllegalArgumentException e) {
            throw LakeErrors.badLocation(location, e);
        }
    }

    public SparkSession spark() {
        return spark;
    }

    /** The lake's folder, with scheme; names in it are not encoded. */
    public String uri() {
        return root.toString();
    }

    public FileSystem fileSystem() {
        return fileSystem;
    }

    /** A file or folder of the jobs' own, below {@value #OWN_FOLDER}. */
    public Path ownPath(String relative) {
        return new Path(new Path(root, OWN_FOLDER), relative);
    }

    /** The table's folder, with scheme; names in it are not encoded. */
    public String location(TableSpec table) {
        return tablePath(table).toString();
    }

    public boolean exists(TableSpec table) {
        return format(table) != null;
    }

    /** How the table is stored, or null where there is none. */
    public TableFormat format(TableSpec table) {
        return format(tablePath(table));
    }

    /** The table's rows, its columns in their order. */
    public Dataset<Row> read(TableSpec table) {
        return read(table, PartitionRange.ALL);
    }

    /** The table's rows of some partitions; no others are looked at. */
    public Dataset<Row> read(TableSpec table, PartitionRange range) {
        TableFormat format = format(table);
        if (format == null) {
            throw missing(table);
        }
        Dataset<Row> rows =
                switch (format) {
                    case DELTA -> spark.read().format("delta").load(location(table));
                    // The schema keeps a domain named 007 from being taken for a number; partition columns get
                    // their comments and places only afterwards.
                    case PARQUET ->
                        spark.read()
                                .schema(table.schema())
                                .parquet(literalLocation(table))
                                .to(table.schema());
                };
        return range.isAll() ? rows : rows.filter(range.condition());
    }

    /** The table's columns as they are stored, those of one of its files where it is Parquet, in no certain order. */
    StructType storedSchema(TableSpec table) {
        TableFormat format = format(table);
        if (format == null) {
            throw missing(table);
        }
        if (format == TableFormat.DELTA) {
            return spark.read().format("delta").load(location(table)).schema();
        }
        // Of a table without a file Spark cannot tell the columns.
        return holdsPartitions(table)
                ? spark.read().parquet(literalLocation(table)).schema()
                : table.schema();
    }

    /** The table's folder as Spark's Parquet reader takes it, which sees a pattern in some characters. */
    private String literalLocation(TableSpec table) {
        return GLOB_CHARACTER.matcher(location(table)).replaceAll("\\\\$0");
    }

    /**
     * Replaces exactly the given partitions by rows, all of which must belong to them; partitions without rows are gone
     * afterwards. Makes the lake and the table where they are absent. Killed at any point, it has replaced all of them or
     * none; what it had begun is finished by the next replacement in the table, whatever partitions that one is for.
     *
     * @return the number of rows written
     */
    public long replace(TableSpec table, Dataset<Row> rows, PartitionRange range, TableFormat format) {
        prepare();
        finishInterrupted(table);
        TableFormat there = format(table);
        if (there != null && there != format) {
            throw LakeErrors.otherFormat(table.name(), uri(), there, format);
        }
        if (there == null && holdsPartitions(table)) {
            throw LakeErrors.notWhole(location(table));
        }
        return TableReplacement.of(this, table, range, format).write(rows);
    }

    /**
     * Replaces exactly those rows of the given partitions that have the given texts in the given columns, such as the rows
     * of one model; all new rows must be such rows. Makes the lake and the table where they are absent. The table is Delta,
     * the change one commit.
     *
     * @return the number of rows written
     */
    public long replaceRows(TableSpec table, Dataset<Row> rows, PartitionRange range, Map<String, String> key) {
        Set<String> texts = table.columns().stream()
                .filter(column -> column.type().equals(DataTypes.StringType))
                .map(ColumnSpec::name)
                .collect(Collectors.toSet());
        if (!texts.containsAll(key.keySet())) {
            throw new IllegalArgumentException("No columns of text in table " + table.name() + ": " + key.keySet());
        }
        prepare();
        if (format(table) == TableFormat.PARQUET) {
            throw LakeErrors.noRowsReplaced(table.name(), uri());
        }
        return new DeltaReplacement(this, table, range, key).write(rows);
    }

    /**
     * Sees to it that there is a lake, for those who read something else than its tables.
     *
     * @throws org.flowfoundry.core.error.UserException where its folder is absent, or no folder
     */
    public void requireThere() {
        try {
            if (!fileSystem.exists(root)) {
                throw LakeErrors.noLake(uri());
            }
            if (!fileSystem.getFileStatus(root).isDirectory()) {
                throw LakeErrors.notAFolder(uri());
            }
        } catch (IOException e) {
            throw LakeErrors.notReadable(uri(), e);
        }
    }

    /** The names of the tables that are there. */
    public List<String> tables() {
        List<String> names = new ArrayList<>();
        for (FileStatus child : children()) {
            if (child.isDirectory() && format(child.getPath()) != null) {
                names.add(child.getPath().getName());
            }
        }
        return names;
    }

    /** Makes the folder if it is absent, and sees to it that it is a lake and can be written to. */
    public void prepare() {
        List<FileStatus> children = children();
        boolean marked =
                children.stream().anyMatch(child -> child.getPath().getName().equals(OWN_FOLDER));
        if (!marked && !children.isEmpty() && tables().isEmpty()) {
            throw LakeErrors.notALake(
                    uri(),
                    children.stream()
                            .map(child -> child.getPath().getName())
                            .limit(NAMES_SHOWN)
                            .toList());
        }
        try {
            Path probe = ownPath("probe-" + UUID.randomUUID());
            fileSystem.create(probe, false).close();
            fileSystem.delete(probe, false);
        } catch (IOException | FSError e) {
            throw LakeErrors.notWritable(uri(), e);
        }
    }

    ParquetSwaps swaps(TableSpec table) {
        return new ParquetSwaps(fileSystem, root, table.name());
    }

    Path tablePath(TableSpec table) {
        return new Path(root, table.name());
    }

    private TableFormat format(Path table) {
        try {
            if (fileSystem.exists(new Path(table, "_delta_log"))) {
                return TableFormat.DELTA;
            }
            return fileSystem.exists(ParquetSwaps.mark(table)) ? TableFormat.PARQUET : null;
        } catch (IOException e) {
            throw LakeErrors.notReadable(uri(), e);
        }
    }

    private void finishInterrupted(TableSpec table) {
        try {
            swaps(table).finishPending();
        } catch (IOException | FSError e) {
            throw LakeErrors.notReplaced(table.name(), uri(), e);
        }
    }

    private boolean holdsPartitions(TableSpec table) {
        try {
            Path folder = tablePath(table);
            return fileSystem.exists(folder)
                    && Arrays.stream(fileSystem.listStatus(folder))
                            .anyMatch(child -> child.getPath().getName().startsWith(PartitionFile.DOMAIN));
        } catch (IOException e) {
            throw LakeErrors.notReadable(uri(), e);
        }
    }

    private RuntimeException missing(TableSpec table) {
        try {
            if (swaps(table).isPending()) {
                return LakeErrors.interruptedReplacement(table.name(), uri());
            }
            return fileSystem.exists(root)
                    ? LakeErrors.noTable(table.name(), uri(), tables())
                    : LakeErrors.noLake(uri());
        } catch (IOException e) {
            return LakeErrors.notReadable(uri(), e);
        }
    }

    /** What lies in the folder; nothing where it is absent. */
    private List<FileStatus> children() {
        try {
            if (!fileSystem.exists(root)) {
                return List.of();
            }
            if (!fileSystem.getFileStatus(root).isDirectory()) {
                throw LakeErrors.notAFolder(uri());
            }
            return List.of(fileSystem.listStatus(root));
        } catch (IOException e) {
            throw LakeErrors.notReadable(uri(), e);
        }
    }
}
