"""The benchmark's transformer in PyTorch, eager: times its training steps, or repeats them to compare losses.

Usage: step_time.py FILE STEPS WARM_UP DROPOUT

FILE holds parameters and the arrays of one batch, as ModelArrays writes them. Prints one line of JSON: the processor time of
the steps after the warm-up, in nanoseconds of this thread, and the losses of all steps. A step is forward, backward,
clipping, AdamW and the moving average; the arrays are ready, so making them of a batch is not in it.
"""

import json
import math
import sys
import time

import torch
import torch.nn.functional as F
from safetensors import safe_open

INDICES = ("asked_at", "feature_rows", "elapsed_rows", "elapsed_targets", "feature_targets")
IMPOSSIBLE = -1e9


def load(path):
    parameters, batch = {}, {}
    with safe_open(path, framework="pt") as file:
        metadata = file.metadata()
        for name in file.keys():
            tensor = file.get_tensor(name)
            if name.startswith("batch."):
                short = name.removeprefix("batch.")
                batch[short] = tensor.long() if short in INDICES else tensor
            else:
                parameters[name] = tensor.clone().requires_grad_()
    return parameters, batch, metadata


class Model:
    def __init__(self, parameters, batch, metadata, dropout):
        self.p = parameters
        self.b = batch
        self.layers = int(metadata["layers"])
        self.heads = int(metadata["heads"])
        self.features = int(metadata["features"])
        self.bins = int(metadata["bins"])
        self.counted = int(metadata["counted"])
        self.weight = float(metadata["weight"])
        self.dropout = dropout
        self.rows, self.length, _ = batch["averages"].shape
        self.width = parameters["input/bias"].shape[0]
        self.cosines, self.sines = rotation(self.length, self.width // self.heads)
        self.never = torch.zeros(parameters["head/elapsed/bias"].shape[0])
        self.never[0] = IMPOSSIBLE
        self.unused = torch.zeros(self.features * self.bins)

    def linear(self, name, x):
        return F.linear(x, self.p[name + "/weight"], self.p.get(name + "/bias"))

    def norm(self, name, x):
        return F.layer_norm(x, (self.width,), self.p[name + "/gain"], self.p[name + "/bias"])

    def drop(self, x):
        return F.dropout(x, self.dropout) if self.dropout else x

    def attention(self, name, x):
        head_width = self.width // self.heads
        qkv = self.linear(name + "/qkv", x).view(self.rows, self.length, 3 * self.heads, head_width)
        qk, v = qkv.split([2 * self.heads, self.heads], 2)
        left, right = qk.split(head_width // 2, 3)
        qk = qk * self.cosines + torch.cat([right, left], 3) * self.sines
        q, k = qk.split(self.heads, 2)
        mixed = F.scaled_dot_product_attention(
            q.transpose(1, 2), k.transpose(1, 2), v.transpose(1, 2), attn_mask=self.b["mask"]
        )
        return self.linear(name + "/output", mixed.transpose(1, 2).reshape(self.rows, self.length, self.width))

    def hidden(self, history):
        x = self.linear("input", self.b["inputs"]).view(self.rows, self.length, self.width)
        x = self.drop(x + self.linear("input/history", history))
        for i in range(self.layers):
            block = f"block{i}"
            x = x + self.drop(self.attention(block + "/attention", self.norm(block + "/norm1", x)))
            inner = F.gelu(self.linear(block + "/feed_forward/up", self.norm(block + "/norm2", x)))
            x = x + self.drop(self.linear(block + "/feed_forward/down", inner))
        return self.norm("norm", x)

    def loss(self):
        b = self.b
        one_hot = b["inputs"][:, : self.counted].view(self.rows, self.length, self.counted)
        history = b["averages"] @ one_hot
        hidden = F.embedding(b["asked_at"], self.hidden(history).view(-1, self.width))
        shares = F.embedding(b["asked_at"], history.view(-1, self.counted))
        habits = torch.log(shares * 20 + 1).split([self.features * self.bins, len(self.never)], 1)
        return (self.elapsed(hidden, habits[1]) + self.of_features(hidden, habits[0])).sum().neg()

    def elapsed(self, hidden, habit):
        logits = self.linear("head/elapsed", hidden) + self.never
        logits = logits + F.embedding(self.b["elapsed_rows"], self.p["head/elapsed/markov/table"])
        logits = logits + habit * self.linear("head/elapsed/habit", hidden)
        return F.log_softmax(logits, -1).gather(1, self.b["elapsed_targets"]) * self.b["elapsed_weights"]

    def of_features(self, hidden, habit):
        inner = self.linear("head/features/hidden", hidden) + self.linear("head/features/query", self.b["queries"])
        logits = (self.linear("head/features/output", F.gelu(inner)) + self.unused).view(-1, self.bins)
        logits = logits + F.embedding(self.b["feature_rows"], self.p["head/features/markov/table"])
        logits = logits + habit.reshape(-1, self.bins) * self.linear("head/features/habit", hidden).view(-1, 1)
        likelihoods = F.log_softmax(logits, -1).gather(1, self.b["feature_targets"])
        return likelihoods.view(-1, self.features).sum(1, keepdim=True) * self.b["weights"]


def rotation(length, head_width):
    half = head_width // 2
    angles = torch.arange(length)[:, None].double() * 10_000.0 ** (-torch.arange(half).double() / half)
    cosines = torch.cat([angles.cos(), angles.cos()], 1).float()
    sines = torch.cat([-angles.sin(), angles.sin()], 1).float()
    return cosines.view(1, length, 1, head_width), sines.view(1, length, 1, head_width)


def main(path, steps, warm_up, dropout):
    torch.set_num_threads(1)
    parameters, batch, metadata = load(path)
    model = Model(parameters, batch, metadata, dropout)
    fixed = set(metadata["not_decayed"].split())
    every = list(parameters.values())
    groups = [
        {"params": [p for name, p in parameters.items() if name not in fixed], "weight_decay": 0.01},
        {"params": [p for name, p in parameters.items() if name in fixed], "weight_decay": 0.0},
    ]
    adam = torch.optim.AdamW(groups, lr=1e-3, betas=(0.9, 0.95))
    average = [p.detach().clone() for p in every]
    losses, begins = [], []
    for step in range(steps):
        begins.append(time.thread_time_ns())
        adam.zero_grad()
        loss = model.loss() / model.weight
        loss.backward()
        torch.nn.utils.clip_grad_norm_(every, 1.0)
        adam.step()
        with torch.no_grad():
            kept = min(0.999, (2 + step) / (11 + step))
            torch._foreach_lerp_(average, every, 1 - kept)
        losses.append(loss.item())
    times = [after - before for before, after in zip(begins[warm_up:], begins[warm_up + 1 :])]
    assert all(math.isfinite(loss) for loss in losses)
    print(json.dumps({"torch": torch.__version__, "stepNanos": times, "losses": losses}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]))
