/** Diffusion over rows of tokens: the network, its training objective, and the sampler. */
package org.flowfoundry.generation.diffusion;
