"""Reads a safetensors file that Java wrote, checks it, and writes another for Java to read.

Usage: safetensors_both_ways.py WRITTEN_BY_JAVA TO_WRITE

Each value of a tensor is its index in the tensor plus a quarter; metadata is {"maker": "java ü"}, or "python ü".
"""

import sys

import numpy as np
from safetensors import safe_open
from safetensors.numpy import save_file

SHAPES = {"block/weight": (3, 4), "bias": (5,), "scalar": (), "empty": (0, 2), "long": (70_001,)}


def expected(shape):
    size = int(np.prod(shape, dtype=np.int64))
    return (np.arange(size, dtype=np.float32) + np.float32(0.25)).reshape(shape)


def main(source, target):
    with safe_open(source, framework="numpy") as file:
        assert file.metadata() == {"maker": "java ü"}, file.metadata()
        assert set(file.keys()) == set(SHAPES), file.keys()
        for name, shape in SHAPES.items():
            tensor = file.get_tensor(name)
            assert tensor.dtype == np.float32 and tensor.shape == shape, (name, tensor.dtype, tensor.shape)
            assert np.array_equal(tensor, expected(shape)), name
    save_file({name: expected(shape) for name, shape in SHAPES.items()}, target, metadata={"maker": "python ü"})
    print(f"{len(SHAPES)} tensors equal")


if __name__ == "__main__":
    main(*sys.argv[1:])
