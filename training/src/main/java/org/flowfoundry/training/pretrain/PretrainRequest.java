package org.flowfoundry.training.pretrain;

import org.flowfoundry.training.pretrain.PretrainOptions.Begin;

/** What all pre-trainings are asked for, whatever the model. */
public interface PretrainRequest {

    /** Folder or URI of the lake. */
    String lake();

    /** Name of the model to register. */
    String name();

    /** How it is trained. */
    TrainingPlan training();

    /** What is done about a training of this name that is under way. */
    Begin begin();
}
