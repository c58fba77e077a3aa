package org.flowfoundry.training.engine;

import java.io.IOException;
import java.io.Serializable;
import java.net.InetAddress;
import java.time.Duration;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.util.SerializableConfiguration;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.training.collective.AllReduce;
import org.flowfoundry.training.collective.LostPeerException;
import org.flowfoundry.training.collective.Rendezvous;
import org.flowfoundry.training.tensor.NativeEngine;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/**
 * A worker as a task of a barrier stage. What is the user's to mend is told in the run's folder and ends the task normally:
 * a task that fails is tried again, which is for workers that are lost.
 */
final class WorkerTask<B> extends AbstractFunction1<Iterator<Object>, Iterator<Object>> implements Serializable {

    private static final long serialVersionUID = 1;

    private final TrainingProgram<B> program;
    private final TrainingConfig config;
    private final int threads;
    private final String folder;
    private final String run;
    private final SerializableConfiguration conf;

    /**
     * @param threads native threads; 0 = as many as the task has cores, where that is safe
     * @param run tells this run's attempts from those of others in the same folder
     */
    WorkerTask(
            TrainingProgram<B> program,
            TrainingConfig config,
            int threads,
            String folder,
            String run,
            SerializableConfiguration conf) {
        this.program = program;
        this.config = config;
        this.threads = threads;
        this.folder = folder;
        this.run = run;
        this.conf = conf;
    }

    @Override
    public Iterator<Object> apply(Iterator<Object> nothing) {
        BarrierTaskContext task = BarrierTaskContext.get();
        RunFolder runFolder = RunFolder.open(conf.value(), folder);
        // Another worker's, from an attempt before this one, that the driver has not seen yet.
        if (runFolder.failure().isEmpty()) {
            try {
                train(task, runFolder);
            } catch (UserException e) {
                runFolder.fail(e.getMessage());
            }
        }
        return scala.collection.Iterator$.MODULE$.empty();
    }

    private void train(BarrierTaskContext task, RunFolder runFolder) {
        NativeEngine engine = TaskEngine.of(task, threads == 0 ? Slots.safeThreads(task.cpus()) : threads);
        String attempt = run + "-" + task.stageId() + "-" + task.stageAttemptNumber();
        try (AllReduce workers = meet(task)) {
            new WorkerTraining<>(program, config, runFolder, attempt, engine).run(workers, task::killTaskIfInterrupted);
        }
    }

    private AllReduce meet(BarrierTaskContext task) {
        Duration limit = Duration.ofSeconds(config.resources().waitSeconds());
        int size = task.getTaskInfos().length;
        try (Alarm alarm = Alarm.interrupting(Thread.currentThread(), limit)) {
            InetAddress host = InetAddress.getByName(
                    SparkEnv.get().blockManager().blockManagerId().host());
            return new Rendezvous(task.partitionId(), size, host, limit).meet(text -> gather(task, text));
        } catch (IOException e) {
            throw new LostPeerException("The address of this worker is not known: " + e.getMessage(), e);
        }
    }

    private static String[] gather(BarrierTaskContext task, String text) {
        try {
            return task.allGather(text);
        } catch (Exception e) {
            // Scala does not declare what it throws.
            if (e instanceof InterruptedException) {
                throw new LostPeerException("The other workers did not all begin in time", e);
            }
            throw e;
        }
    }
}
