#!/usr/bin/env python3
"""Writes the golden trajectories: tests/golden/*.safetensors (run it with `make golden`).

Each experiment below is given to the headless program's `trace`, which writes data, batches and initial weights;
PyTorch then trains the same networks in float64. Kept are the parameters after 1, 10, 100 and 300 updates and the
training loss every 10. Rules that torch.optim has come from torch.optim; the decoupled rules it lacks are written
out below from the paper (Loshchilov & Hutter, Decoupled Weight Decay Regularization, arXiv 1711.05101).
"""
import argparse
import csv
import json
import math
import pathlib
import struct
import subprocess
import tempfile

import numpy as np
import torch

FOLDER = pathlib.Path(__file__).resolve().parent
STEPS = 300
KEPT = (1, 10, 100, 300)
LOSS_EVERY = 10


def experiment(activation, runs, events=(), **training):
    return {"version": 1,
            "data": {"dataset": "moons", "train_size": 100, "test_size": 100},
            "model": {"hidden": [16, 16], "activation": activation},
            "training": {"steps": STEPS, "batch_size": 32, "evaluate_every": LOSS_EVERY, **training},
            "runs": runs, "events": list(events)}


def run(optimizer, learning_rate, weight_decay=0, **more):
    return {"optimizer": optimizer, "learning_rate": learning_rate, "weight_decay": weight_decay, **more}


EXPERIMENTS = {
    "tanh_adamw": experiment("tanh", [
        run("adamw", 0.01),
        run("adamw", 0.01, 0.3),
        run("adamw", 0.01, 0.3, decay_biases=True),
        run("adamw", 0.01, 0.3, schedule="cosine"),
        run("adamw", 0.01, 0.003, decay_form="schedule"),
        run("adamw", 0.01, 0.003, decay_form="schedule", schedule="cosine", decay_biases=True)]),
    "tanh_adam_sgd": experiment("tanh", [
        run("adam", 0.01),
        run("adam", 0.01, 0.01),
        run("adam", 0.01, 0.01, decay_biases=True, schedule="cosine", beta1=0.8, beta2=0.99, epsilon=1e-4),
        run("sgd", 0.1, momentum=0),
        run("sgd", 0.1, 0.01, momentum=0),
        run("sgd", 0.05, 0.01)]),
    "tanh_sgdw": experiment("tanh", [
        run("sgd", 0.05, 0.01, nesterov=True, decay_biases=True),
        run("sgd", 0.05, 0.01, schedule="cosine"),
        run("sgdw", 0.05, 0.1),
        run("sgdw", 0.05, 0.005, decay_form="schedule", schedule="cosine"),
        run("sgdw", 0.05, 0.1, nesterov=True, decay_biases=True)]),
    "tanh_events": experiment("tanh", [
        run("adamw", 0.01, 0),
        run("sgd", 0.05, 0.01)],
        events=[{"step": 100, "run": 0, "set": {"weight_decay": 0.5}},
                {"step": 150, "run": 1, "set": {"momentum": 0.5, "learning_rate": 0.1}},
                {"step": 200, "run": 0, "set": {"learning_rate": 0.003}}], loss_scale=10),
    "relu": experiment("relu", [
        run("adamw", 0.01, 0.3),
        run("adam", 0.01, 0.01),
        run("sgdw", 0.05, 0.1)]),
    "gelu": experiment("gelu", [
        run("adamw", 0.01, 0.3),
        run("sgd", 0.05, 0.01)]),
}


def trace(program, config):
    """The trace's files as arrays: features, labels, batches (a list), and each run's initial tensors."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([program, "trace", "--config", "-", "--out", folder], input=json.dumps(config).encode(),
                       check=True)
        folder = pathlib.Path(folder)
        with open(folder / "train.csv", newline="") as file:
            rows = list(csv.reader(file))[1:]
        # Single precision first: the text is the shortest that reads back to the same float.
        table = np.array(rows, dtype=np.float32).astype(np.float64)
        with open(folder / "batches.csv", newline="") as file:
            batches = [[int(cell) for cell in row] for row in csv.reader(file)]
        filled = json.loads((folder / "config.json").read_text())
        initial = [read_safetensors((folder / ("run%d_initial.safetensors" % i)).read_bytes())
                   for i in range(len(config["runs"]))]
    return filled, table[:, :-2], table[:, -2], batches, initial


def read_safetensors(blob):
    size, = struct.unpack("<Q", blob[:8])
    tensors = {}
    for name, entry in json.loads(blob[8:8 + size]).items():
        if name != "__metadata__":
            begin, end = entry["data_offsets"]
            values = np.frombuffer(blob[8 + size + begin:8 + size + end], dtype="<f4")
            tensors[name] = values.reshape(entry["shape"]).astype(np.float64)
    return tensors


def write_safetensors(path, tensors, metadata):
    header, offset = {"__metadata__": metadata}, 0
    for name, values in tensors.items():
        dtype = "F32" if values.dtype == np.float32 else "F64"
        header[name] = {"dtype": dtype, "shape": list(values.shape), "data_offsets": [offset, offset + values.nbytes]}
        offset += values.nbytes
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + b"".join(values.tobytes() for values in tensors.values()))


class TorchRule:
    """adamw in PyTorch's form, adam and sgd: torch.optim, decay in one parameter group or both."""

    def __init__(self, weights, biases, settings):
        decay = settings["weight_decay"]
        groups = [{"params": weights, "weight_decay": decay},
                  {"params": biases, "weight_decay": decay if settings["decay_biases"] else 0.0}]
        if settings["optimizer"] == "sgd":
            self.optimizer = torch.optim.SGD(groups, lr=1.0, momentum=settings["momentum"],
                                             nesterov=settings["nesterov"])
        else:
            kind = torch.optim.AdamW if settings["optimizer"] == "adamw" else torch.optim.Adam
            self.optimizer = kind(groups, lr=1.0, betas=(settings["beta1"], settings["beta2"]),
                                  eps=settings["epsilon"])

    def step(self, settings, scale, t):
        for index, group in enumerate(self.optimizer.param_groups):
            group["lr"] = scale * settings["learning_rate"]
            group["weight_decay"] = settings["weight_decay"] if index == 0 or settings["decay_biases"] else 0.0
            if "momentum" in group:
                group["momentum"] = settings["momentum"]
        self.optimizer.step()


class PaperAdamW:
    """Algorithm 2: theta -= eta_t (alpha m_hat / (sqrt(v_hat) + eps) + lambda theta), lambda without alpha."""

    def __init__(self, weights, biases, settings):
        self.parts = [(p, True) for p in weights] + [(p, settings["decay_biases"]) for p in biases]
        self.m = [torch.zeros_like(p) for p, _ in self.parts]
        self.v = [torch.zeros_like(p) for p, _ in self.parts]

    @torch.no_grad()
    def step(self, settings, eta, t):
        b1, b2 = settings["beta1"], settings["beta2"]
        for i, (theta, decays) in enumerate(self.parts):
            g = theta.grad
            self.m[i] = b1 * self.m[i] + (1 - b1) * g
            self.v[i] = b2 * self.v[i] + (1 - b2) * g * g
            m_hat, v_hat = self.m[i] / (1 - b1 ** t), self.v[i] / (1 - b2 ** t)
            decay = settings["weight_decay"] if decays else 0.0
            theta -= eta * (settings["learning_rate"] * m_hat / (v_hat.sqrt() + settings["epsilon"]) + decay * theta)


class PaperSgdW:
    """Algorithm 1 with PyTorch's momentum (the rate outside of it): theta -= eta_t (alpha u + lambda theta), both
    with theta before the step (line 9)."""

    def __init__(self, weights, biases, settings):
        self.parts = [(p, True) for p in weights] + [(p, settings["decay_biases"]) for p in biases]
        self.u = [torch.zeros_like(p) for p, _ in self.parts]

    @torch.no_grad()
    def step(self, settings, eta, t):
        alpha, mu = settings["learning_rate"], settings["momentum"]
        for i, (theta, decays) in enumerate(self.parts):
            self.u[i] = mu * self.u[i] + theta.grad
            direction = theta.grad + mu * self.u[i] if settings["nesterov"] else self.u[i]
            decay = settings["weight_decay"] if decays else 0.0
            if settings["decay_form"] == "lr":
                decay *= alpha
            theta -= eta * (alpha * direction + decay * theta)


def rule_of(settings):
    if settings["optimizer"] == "sgdw":
        return PaperSgdW
    if settings["optimizer"] == "adamw" and settings["decay_form"] == "schedule":
        return PaperAdamW
    return TorchRule


ACTIVATIONS = {"tanh": torch.nn.Tanh, "relu": torch.nn.ReLU, "gelu": torch.nn.GELU}


def train(config, index, features, labels, batches, initial):
    activation = ACTIVATIONS[config["model"]["activation"]]
    network = torch.nn.Sequential(torch.nn.Linear(2, 16), activation(), torch.nn.Linear(16, 16), activation(),
                                  torch.nn.Linear(16, 1))
    network.load_state_dict({name: torch.from_numpy(values) for name, values in initial.items()})
    settings = dict(config["runs"][index])
    named = dict(network.named_parameters())
    rule = rule_of(settings)([p for n, p in named.items() if n.endswith("weight")],
                             [p for n, p in named.items() if n.endswith("bias")], settings)
    loss_of = torch.nn.functional.binary_cross_entropy_with_logits
    x, y = torch.from_numpy(features), torch.from_numpy(labels)
    losses, kept = [loss_of(network(x)[:, 0], y).item()], {}
    for t in range(1, STEPS + 1):
        for event in config["events"]:
            if event["step"] == t - 1 and event["run"] == index:
                settings.update(event["set"])
        batch = batches[t - 1]
        network.zero_grad()
        (config["training"]["loss_scale"] * loss_of(network(x[batch])[:, 0], y[batch])).backward()
        scale = 1.0
        if settings["schedule"] == "cosine":
            scale = 0.5 * (1 + math.cos(math.pi * (t - 1) / STEPS))
        rule.step(settings, scale, t)
        if t % LOSS_EVERY == 0:
            losses.append(loss_of(network(x)[:, 0], y).item())
        if t in KEPT:
            kept[t] = {name: p.detach().numpy().copy() for name, p in named.items()}
    return np.array(losses), kept


def default_program():
    root = FOLDER.parent.parent
    return root / "bin" / "adamw-playground"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=str(default_program()), help="the headless program")
    options = parser.parse_args()
    torch.set_default_dtype(torch.float64)
    torch.set_num_threads(1)
    for name, wanted in EXPERIMENTS.items():
        config, features, labels, batches, initial = trace(options.program, wanted)
        tensors = {}
        for index in range(len(config["runs"])):
            losses, kept = train(config, index, features, labels, batches, initial[index])
            tensors["run%d.train_loss" % index] = losses
            for step, state in kept.items():
                # In between float32 will do: its rounding is far below the distance that is allowed there.
                for tensor, values in state.items():
                    values = values.astype(np.float32) if step in (10, 100) else values
                    tensors["run%d.step%d.%s" % (index, step, tensor)] = values
        path = FOLDER / (name + ".safetensors")
        write_safetensors(path, tensors, {"config": json.dumps(wanted, separators=(",", ":"))})
        print("%s: %d runs, %d bytes" % (path.name, len(config["runs"]), path.stat().st_size))


if __name__ == "__main__":
    main()
