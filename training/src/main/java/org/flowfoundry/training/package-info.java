/** Models of traffic: training data, distributed training, checkpoints, the registry, adaptation and batch inference. */
package org.flowfoundry.training;
