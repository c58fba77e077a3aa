/** What the models need of DJL and PyTorch: the engine, kernels, and parameters as one flat vector. */
package org.flowfoundry.training.tensor;
