package org.flowfoundry.app;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.core.domain.properties.HasParameterTypes.Predicates.rawParameterTypes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls of the house: who may use whom. */
@AnalyzeClasses(
        packages = "org.flowfoundry",
        importOptions = {DoNotIncludeTests.class, ArchitectureTest.DoNotIncludeTestJars.class})
class ArchitectureTest {

    /** Leaves out what the modules share with each other's tests. */
    static final class DoNotIncludeTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    @ArchTest
    static final ArchRule modulesDependOneWay = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("org.flowfoundry..")
            .layer("core")
            .definedBy("org.flowfoundry.core..")
            .layer("etl")
            .definedBy("org.flowfoundry.etl..")
            .layer("features")
            .definedBy("org.flowfoundry.features..")
            .layer("training")
            .definedBy("org.flowfoundry.training..")
            .layer("evaluation")
            .definedBy("org.flowfoundry.evaluation..")
            .layer("generation")
            .definedBy("org.flowfoundry.generation..")
            .layer("app")
            .definedBy("org.flowfoundry.app..")
            .whereLayer("app")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("etl")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("features")
            .mayOnlyBeAccessedByLayers("training", "evaluation", "generation", "app")
            .whereLayer("training")
            .mayOnlyBeAccessedByLayers("evaluation", "generation", "app")
            .whereLayer("evaluation")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("generation")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("core")
            .mayOnlyBeAccessedByLayers("etl", "features", "training", "evaluation", "generation", "app");

    @ArchTest
    static final ArchRule decodersAndSimulationKnowNoSpark = noClasses()
            .that()
            .resideInAnyPackage(
                    "org.flowfoundry.etl.decode..",
                    "org.flowfoundry.etl.simulate..",
                    "org.flowfoundry.core.column..",
                    "org.flowfoundry.core.flow..",
                    "org.flowfoundry.core.error..",
                    "org.flowfoundry.core.config..",
                    "org.flowfoundry.core.job..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "io.delta..");

    @ArchTest
    static final ArchRule onlyTheCommandLineKnowsPicocli = noClasses()
            .that()
            .resideOutsideOfPackage("org.flowfoundry.app.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");

    @ArchTest
    static final ArchRule deltaInternalsStayInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("org.flowfoundry.core.lake..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.spark.sql.delta..", "io.delta..");

    @ArchTest
    static final ArchRule parquetInternalsStayInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackages("org.flowfoundry.core.parquet..", "org.flowfoundry.core.lake..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.parquet..");

    @ArchTest
    static final ArchRule graphFramesStayInFeatures = noClasses()
            .that()
            .resideOutsideOfPackages("org.flowfoundry.features..", "org.graphframes..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.graphframes..");

    @ArchTest
    static final ArchRule theEngineIsKnownInFewPlaces = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "org.flowfoundry.training.tensor..",
                    "org.flowfoundry.training.model..",
                    "org.flowfoundry.training.gnn..",
                    "org.flowfoundry.training.tabular..",
                    "org.flowfoundry.training.engine..",
                    "org.flowfoundry.generation.diffusion..",
                    "org.flowfoundry.generation.image..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.djl..");

    @ArchTest
    static final ArchRule boostingStaysWhereMethodsAreCompared = noClasses()
            .that()
            .resideOutsideOfPackage("org.flowfoundry.evaluation.method..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ml.dmlc..");

    /** DJL makes a Java buffer of the number, which is gone when the gradient needs it: Kernels has forms that are safe. */
    @ArchTest
    static final ArchRule numbersInNetworksAreTheEnginesMemory = noClasses()
            .should()
            .callMethodWhere(target(owner(assignableTo("ai.djl.ndarray.NDArray")))
                    .and(target(nameMatching("mul|div|pow|minimum|maximum")))
                    .and(target(rawParameterTypes(Number.class))));

    @ArchTest
    static final ArchRule nothingIsJavaSerializedByHand =
            noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.io.ObjectInputStream");

    @ArchTest
    static final ArchRule onlyMainEndsTheProcess =
            noClasses().that().doNotHaveSimpleName("Main").should().callMethod(System.class, "exit", int.class);

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("org.flowfoundry.(*).(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule namesSayWhatThingsAre = classes()
            .that()
            .resideInAPackage("org.flowfoundry..")
            .should()
            .haveSimpleNameNotEndingWith("Utils")
            .andShould()
            .haveSimpleNameNotEndingWith("Util")
            .andShould()
            .haveSimpleNameNotEndingWith("Manager")
            .andShould()
            .haveSimpleNameNotEndingWith("Helper");
}
