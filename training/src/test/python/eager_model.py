"""The sequence model once more, in eager PyTorch, as one would write it there.

    eager_model.py FILE            loss and gradient of the batch, as JSON
    eager_model.py FILE STEPS      and losses and processor time of training steps: forward, backward, clipping, AdamW and
                                   the moving average, with the settings of BenchmarkProgram.java

FILE is a safetensors file of ModelDump.java: parameters, a batch, and the questions put to it.
"""
import json
import sys
import time

import torch
import torch.nn.functional as F
from safetensors import safe_open

IMPOSSIBLE = -1e9


def main(path, steps):
    torch.set_num_threads(1)
    with safe_open(path, framework="pt") as file:
        config = json.loads(file.metadata()["config"])
        tensors = {name: file.get_tensor(name) for name in file.keys()}
    batch = {name[6:]: tensor for name, tensor in tensors.items() if name.startswith("batch/")}
    for name in ("segments", "asked", "before", "feature_rows", "elapsed_rows", "feature_targets", "elapsed_targets", "used"):
        batch[name] = batch[name].long()
    prepare(config, batch)
    parameters = {n: t.requires_grad_() for n, t in tensors.items() if not n.startswith("batch/")}
    value = loss(config, parameters, batch, 0.0)
    value.backward()
    answer = {"loss": value.item(), "gradient": {n: p.grad.norm().item() for n, p in parameters.items()}}
    if steps:
        answer["cpu_ms"], answer["losses"] = train(config, parameters, batch, steps)
    print(json.dumps(answer))


def prepare(config, batch):
    """What is the same at every step: who sees whom, means over what is seen, places, rotations, bins that are not used."""
    rows, length = config["rows"], config["length"]
    segments = batch["segments"].view(rows, length)
    sees = (segments[:, :, None] == segments[:, None, :]).tril() & (segments >= 0)[:, :, None]
    sees = sees | torch.eye(length, dtype=torch.bool)
    averages = sees * batch["seen"].view(rows, 1, length)
    batch["averages"] = averages / averages.sum(2, keepdim=True).clamp(min=1)
    batch["places"] = torch.arange(length) - (~sees).long().cumprod(2).sum(2)
    batch["mask"] = torch.zeros(sees.shape).masked_fill(~sees, float("-inf"))[:, None]
    half = max(1, config["width"] // config["heads"] // 2)
    angles = torch.arange(length)[:, None] * 10000.0 ** (-torch.arange(half) / half)
    batch["cosines"], batch["sines"] = angles.cos(), angles.sin()
    unused = torch.arange(config["bins"]) >= batch["used"][:, None]
    batch["unused"] = torch.zeros(unused.shape).masked_fill(unused, IMPOSSIBLE).view(-1)


def train(config, parameters, batch, steps):
    """Processor time of each step, in milliseconds, sorted; and the losses, in order."""
    decays = [p for name, p in parameters.items() if name in config["decays"]]
    fixed = [p for name, p in parameters.items() if name not in config["decays"]]
    every = list(parameters.values())
    optimizer = torch.optim.AdamW([{"params": decays, "weight_decay": 0.01}, {"params": fixed, "weight_decay": 0.0}],
                                  lr=1e-3, betas=(0.9, 0.95))
    average = [p.detach().clone() for p in every]
    taken, losses = [], []
    for step in range(steps):
        start = time.process_time()
        optimizer.zero_grad()
        value = loss(config, parameters, batch, config["dropout"])
        value.backward()
        torch.nn.utils.clip_grad_norm_(every, 1.0)
        optimizer.step()
        with torch.no_grad():
            torch._foreach_lerp_(average, every, 1 - min(0.999, (2 + step) / (11 + step)))
        losses.append(value.item())
        taken.append(1000 * (time.process_time() - start))
    return sorted(taken), losses


def linear(parameters, name, x):
    return F.linear(x, parameters[name + "/weight"], parameters.get(name + "/bias"))


def norm(parameters, name, x):
    return F.layer_norm(x, x.shape[-1:], parameters[name + "/gain"], parameters[name + "/bias"])


def loss(config, parameters, batch, dropout):
    rows, length, width = config["rows"], config["length"], config["width"]
    x = linear(parameters, "input", batch["inputs"]).view(rows, length, width)
    history = None
    if config["shortcuts"]:
        counted = batch["inputs"][:, : config["counted"]].reshape(rows, length, -1)
        history = batch["averages"] @ counted
        x = x + linear(parameters, "input/history", history)
    if "places/table" in parameters:
        x = x + F.embedding(batch["places"], parameters["places/table"])
    x = F.dropout(x, dropout)
    if config["kind"] == "GRU":
        hidden = gru(config, parameters, x, batch["places"], dropout)
    else:
        hidden = transformer(config, parameters, x, batch, dropout)
    return heads(config, parameters, batch, hidden.reshape(-1, width), history)


def transformer(config, parameters, x, batch, dropout):
    for layer in range(config["layers"]):
        name = f"block{layer}"
        x = x + F.dropout(attention(config, parameters, name, norm(parameters, name + "/norm1", x), batch), dropout)
        up = linear(parameters, name + "/feed_forward/up", norm(parameters, name + "/norm2", x))
        if config["activation"] == "SWIGLU":
            gate, value = up.chunk(2, -1)
            up = F.silu(gate) * value
        else:
            up = F.gelu(up)
        x = x + F.dropout(linear(parameters, name + "/feed_forward/down", up), dropout)
    return norm(parameters, "norm", x)


def attention(config, parameters, name, x, batch):
    rows, length, width = x.shape
    heads = config["heads"]
    qkv = linear(parameters, name + "/attention/qkv", x).view(rows, length, 3, heads, width // heads)
    q, k, v = qkv.permute(2, 0, 3, 1, 4)
    if config["positions"] == "ROTARY":
        q, k = rotary(q, batch), rotary(k, batch)
    mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=batch["mask"])
    return linear(parameters, name + "/attention/output", mixed.transpose(1, 2).reshape(rows, length, width))


def rotary(x, batch):
    half = x.shape[3] // 2
    cosines, sines = batch["cosines"], batch["sines"]
    a, b = x[..., :half], x[..., half:]
    return torch.cat([a * cosines - b * sines, b * cosines + a * sines], -1)


def gru(config, parameters, x, places, dropout):
    rows, length, width = x.shape
    for layer in range(config["layers"]):
        gates = linear(parameters, f"gru{layer}/input", x)
        state, states = torch.zeros(rows, width), []
        for t in range(length):
            state = state * (places[:, t] > 0)[:, None]
            own = linear(parameters, f"gru{layer}/recurrent", state)
            reset, update, candidate = gates[:, t].chunk(3, 1)
            own_reset, own_update, own_candidate = own.chunk(3, 1)
            reset = torch.sigmoid(reset + own_reset)
            update = torch.sigmoid(update + own_update)
            candidate = torch.tanh(candidate + reset * own_candidate)
            state = (1 - update) * candidate + update * state
            states.append(state)
        x = torch.stack(states, 1)
        if layer < config["layers"] - 1:
            x = F.dropout(x, dropout)
    return norm(parameters, "norm", x)


def heads(config, parameters, batch, hidden, history):
    features, bins = config["features"], config["bins"]
    hidden = hidden[batch["asked"]]
    elapsed = linear(parameters, "head/elapsed", hidden)
    inner = linear(parameters, "head/features/hidden", hidden) + linear(
        parameters, "head/features/query", batch["queries"])
    bias = parameters["head/features/output/bias"] + batch["unused"]
    weight = parameters["head/features/output/weight"]
    if config["chained"]:
        logits = []
        for rows, w, b in zip(batch["before"].view(features, -1), weight.split(bins), bias.split(bins)):
            inner = inner + F.embedding(rows, parameters["head/features/chain/table"])
            logits.append(F.linear(F.gelu(inner), w, b))
        logits = torch.stack(logits, 1).view(-1, bins)
    else:
        logits = F.linear(F.gelu(inner), weight, bias).view(-1, bins)
    if history is not None:
        habits = torch.log1p(20 * history.reshape(-1, history.shape[2])[batch["asked"]])
        gate = linear(parameters, "head/features/habit", hidden).view(-1, 1)
        logits = logits + parameters["head/features/markov/table"][batch["feature_rows"]]
        logits = logits + gate * habits[:, : features * bins].reshape(-1, bins)
        elapsed = elapsed + parameters["head/elapsed/markov/table"][batch["elapsed_rows"]]
        elapsed = elapsed + linear(parameters, "head/elapsed/habit", hidden) * habits[:, features * bins :]
    elapsed = elapsed.masked_fill(torch.arange(elapsed.shape[1]) == 0, IMPOSSIBLE)
    of_features = F.cross_entropy(logits, batch["feature_targets"], reduction="none").view(-1, features).sum(1)
    of_elapsed = F.cross_entropy(elapsed, batch["elapsed_targets"], reduction="none")
    total = (of_features * batch["weights"] + of_elapsed * batch["elapsed_weights"]).sum()
    return total / (features * batch["weights"].sum() + batch["elapsed_weights"].sum())


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 0)
