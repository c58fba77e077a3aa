package org.flowfoundry.training.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Two executors on two cores against one on one: elapsed time, so only an idle machine gives a true answer. */
final class ExecutorSection {

    private static final int ROUNDS = 2;
    private static final int LOCAL_STEPS = 10;

    private ExecutorSection() {}

    private static final class Speeds {

        private final List<Double> tokensPerSecond = new ArrayList<>();
        private final List<Double> allReduceShares = new ArrayList<>();

        void add(int executors, int rows, int steps, int localSteps) throws Exception {
            List<String> arguments = List.of(
                    Integer.toString(executors),
                    Integer.toString(rows),
                    Integer.toString(steps),
                    Integer.toString(localSteps));
            ExecutorProcess.Report report = Child.java(
                    ExecutorProcess.class,
                    List.of("-Dspark.executorEnv.OMP_WAIT_POLICY=passive"),
                    arguments,
                    ExecutorProcess.Report.class);
            tokensPerSecond.addAll(report.tokensPerSecond());
            allReduceShares.addAll(report.allReduceShare());
            Collections.sort(tokensPerSecond);
            Collections.sort(allReduceShares);
        }

        double best() {
            return tokensPerSecond.get(tokensPerSecond.size() - 1);
        }

        double median() {
            return tokensPerSecond.get(tokensPerSecond.size() / 2);
        }

        double allReduceShare() {
            return allReduceShares.get(allReduceShares.size() / 2);
        }
    }

    static void run(int rows, int steps) throws Exception {
        Table.title("Small model on executors of one core: tokens per second, elapsed, by rounds of 5 or 10 steps");
        Speeds one = new Speeds();
        Speeds gradients = new Speeds();
        Speeds local = new Speeds();
        for (int round = 0; round < ROUNDS; round++) {
            one.add(1, rows, steps, 0);
            gradients.add(2, rows, steps, 0);
            local.add(2, rows, steps, LOCAL_STEPS);
        }
        say("one executor", one, one);
        say("two, gradients", gradients, one);
        say("two, local, 10 steps", local, one);
    }

    private static void say(String what, Speeds speeds, Speeds one) {
        Table.measured(
                "%-22s best %7.0f  median %7.0f  = %.2f and %.2f of one  all-reduce, waiting included, %.1f %% of the time",
                what,
                speeds.best(),
                speeds.median(),
                speeds.best() / one.best(),
                speeds.median() / one.median(),
                100 * speeds.allReduceShare());
    }
}
