"""The sequence model once more, in eager PyTorch, as one would write it there.

    eager_model.py FILE            loss and gradient of the batch, as JSON
    eager_model.py FILE STEPS      and the processor time of training steps: forward, backward, AdamW

FILE is a safetensors file of ModelDump.java: parameters, a batch, and the questions put to it.
"""
import json
import sys
import time

import torch
import torch.nn.functional as F
from safetensors import safe_open


def main(path, steps):
    torch.set_num_threads(1)
    with safe_open(path, framework="pt") as file:
        config = json.loads(file.metadata()["config"])
        tensors = {name: file.get_tensor(name) for name in file.keys()}
    batch = {name[6:]: tensor for name, tensor in tensors.items() if name.startswith("batch/")}
    for name in ("segments", "asked", "feature_rows", "elapsed_rows", "feature_targets", "elapsed_targets", "used"):
        batch[name] = batch[name].long()
    parameters = {n: t.requires_grad_() for n, t in tensors.items() if not n.startswith("batch/")}
    value = loss(config, parameters, batch, 0.0)
    value.backward()
    answer = {"loss": value.item(), "gradient": {n: p.grad.norm().item() for n, p in parameters.items()}}
    if steps:
        answer["cpu_ms"] = timed(config, parameters, batch, steps)
    print(json.dumps(answer))


def timed(config, parameters, batch, steps):
    """Processor time of each step, in milliseconds, sorted."""
    optimizer = torch.optim.AdamW(parameters.values(), lr=1e-4)
    taken = []
    for _ in range(steps):
        start = time.process_time()
        optimizer.zero_grad()
        loss(config, parameters, batch, config["dropout"]).backward()
        optimizer.step()
        taken.append(1000 * (time.process_time() - start))
    return sorted(taken)


def linear(parameters, name, x):
    return F.linear(x, parameters[name + "/weight"], parameters.get(name + "/bias"))


def norm(parameters, name, x):
    return F.layer_norm(x, x.shape[-1:], parameters[name + "/gain"], parameters[name + "/bias"])


def loss(config, parameters, batch, dropout):
    rows, length, width = config["rows"], config["length"], config["width"]
    segments = batch["segments"].view(rows, length)
    sees = (segments[:, :, None] == segments[:, None, :]).tril() & (segments >= 0)[:, :, None]
    sees = sees | torch.eye(length, dtype=torch.bool)
    x = linear(parameters, "input", batch["inputs"]).view(rows, length, width)
    history = None
    if config["shortcuts"]:
        counted = batch["inputs"][:, : config["counted"]].reshape(rows, length, -1)
        averages = sees * batch["seen"].view(rows, 1, length)
        averages = averages / averages.sum(2, keepdim=True).clamp(min=1)
        history = averages @ counted
        x = x + linear(parameters, "input/history", history)
    places = torch.arange(length) - (~sees).long().cumprod(2).sum(2)
    if "places/table" in parameters:
        x = x + F.embedding(places, parameters["places/table"])
    x = F.dropout(x, dropout)
    if config["kind"] == "GRU":
        hidden = gru(config, parameters, x, places, dropout)
    else:
        hidden = transformer(config, parameters, x, sees, dropout)
    return heads(config, parameters, batch, hidden.reshape(-1, width), history)


def transformer(config, parameters, x, sees, dropout):
    for layer in range(config["layers"]):
        name = f"block{layer}"
        x = x + F.dropout(attention(config, parameters, name, norm(parameters, name + "/norm1", x), sees), dropout)
        up = linear(parameters, name + "/feed_forward/up", norm(parameters, name + "/norm2", x))
        if config["activation"] == "SWIGLU":
            gate, value = up.chunk(2, -1)
            up = F.silu(gate) * value
        else:
            up = F.gelu(up)
        x = x + F.dropout(linear(parameters, name + "/feed_forward/down", up), dropout)
    return norm(parameters, "norm", x)


def attention(config, parameters, name, x, sees):
    rows, length, width = x.shape
    heads = config["heads"]
    qkv = linear(parameters, name + "/attention/qkv", x).view(rows, length, 3, heads, width // heads)
    q, k, v = qkv.permute(2, 0, 3, 1, 4)
    if config["positions"] == "ROTARY":
        q, k = rotary(q), rotary(k)
    mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=sees[:, None])
    return linear(parameters, name + "/attention/output", mixed.transpose(1, 2).reshape(rows, length, width))


def rotary(x):
    length, half = x.shape[2], x.shape[3] // 2
    angles = torch.arange(length)[:, None] * 10000.0 ** (-torch.arange(half) / half)
    cosines, sines = angles.cos(), angles.sin()
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
    logits = linear(parameters, "head/features/output", F.gelu(inner)).view(-1, bins)
    if history is not None:
        habits = torch.log1p(20 * history.reshape(-1, history.shape[2])[batch["asked"]])
        gate = linear(parameters, "head/features/habit", hidden).view(-1, 1)
        logits = logits + parameters["head/features/markov/table"][batch["feature_rows"]]
        logits = logits + gate * habits[:, : features * bins].reshape(-1, bins)
        elapsed = elapsed + parameters["head/elapsed/markov/table"][batch["elapsed_rows"]]
        elapsed = elapsed + linear(parameters, "head/elapsed/habit", hidden) * habits[:, features * bins :]
    unused = (torch.arange(bins) >= batch["used"][:, None]).repeat(len(hidden), 1)
    logits = logits.masked_fill(unused, float("-inf"))
    never = torch.arange(elapsed.shape[1]) == 0
    elapsed = elapsed.masked_fill(never, -1e9)
    of_features = F.cross_entropy(logits, batch["feature_targets"], reduction="none").view(-1, features).sum(1)
    of_elapsed = F.cross_entropy(elapsed, batch["elapsed_targets"], reduction="none")
    total = (of_features * batch["weights"] + of_elapsed * batch["elapsed_weights"]).sum()
    return total / (features * batch["weights"].sum() + batch["elapsed_weights"].sum())


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 0)
