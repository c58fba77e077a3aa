/** Diffusion of series and of the images that stand for them: networks, their training and their sampling. */
package org.flowfoundry.generation.image;
