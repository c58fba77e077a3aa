package org.flowfoundry.training.checkpoint;

/** A float32 tensor by name, row-major. */
public record NamedTensor(String name, int[] shape, float[] values) {}
