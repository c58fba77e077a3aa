/** Safetensors files, and checkpoints of a training under way. */
package org.flowfoundry.training.checkpoint;
