#!/usr/bin/env python3
"""Writes the golden trajectories: tests/golden/*.safetensors (run it with `make golden`).

Each experiment below is given to the headless program's `trace`, which writes data, batches and initial weights;
PyTorch then trains the same networks in float64. Kept are the parameters after 1, 10, 100 and 300 updates and the
training loss every 10. Rules and schedules that PyTorch 1.13 has come from PyTorch; what it lacks is written out
below from the papers, in float64 and in their notation. Decoupled decay beside a rule of torch.optim is the paper's
line (Loshchilov & Hutter, arXiv 1711.05101): the parameters are multiplied by 1 - eta lambda before the rule acts.
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
    "family_torch": experiment("tanh", [
        run("adamw", 0.01, 0.3, amsgrad=True, beta2=0.9),
        run("adam", 0.01, 0.01, amsgrad=True, beta2=0.9),
        run("nadam", 0.01, 0.01),
        run("nadamw", 0.01, 0.3, decay_biases=True),
        run("radam", 0.01, 0.01, decay="l2"),
        run("radam", 0.01, 0.3)]),
    "family_torch2": experiment("tanh", [
        run("adamax", 0.01, 0.01, decay="l2"),
        run("adamax", 0.01, 0.3),
        run("rmsprop", 0.003, 0.01, decay="l2", beta2=0.99),
        run("rmsprop", 0.003, 0.3, beta2=0.99),
        run("adagrad", 0.03, 0.01, decay="l2"),
        run("adagrad", 0.03, 0.3)]),
    "family_paper": experiment("tanh", [
        run("lion", 0.001, 3, beta2=0.99),
        run("muon", 0.01, 0.3, momentum=0.95, nesterov=True),
        run("muon", 0.01, 0.3, decay_biases=True),
        run("schedule_free", 0.01, 0.3),
        run("cautious", 0.01, 0.3),
        run("adamw", 0.01, 0.3, bias_correction=False)]),
    "schedules": experiment("tanh", [
        run("adamw", 0.01, 0.3, schedule="linear"),
        run("adamw", 0.01, 0.3, schedule="warmup_cosine", warmup_steps=40),
        run("adamw", 0.01, 0.3, schedule="step", schedule_period=90, step_factor=0.3),
        run("adamw", 0.01, 0.3, schedule="warm_restarts", schedule_period=50, restart_factor=2),
        run("adamw", 0.01, 0.05, schedule="warm_restarts", schedule_period=40, restart_factor=2,
            decay_form="schedule", normalized_decay=True),
        run("schedule_free", 0.01, 0.3, schedule="warmup_cosine", warmup_steps=40)]),
    "clipping": experiment("tanh", [
        run("sgd", 0.1, 0.01, clip_norm=0.05),
        run("adam", 0.01, 0.01, clip_norm=0.1),
        run("radam", 0.01, 0.3, clip_norm=0.1),
        run("adamw", 0.01, 0.3, normalized_decay=True, clip_norm=0.1)], loss_scale=3),
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


def decouples(settings):
    """Whether decay shrinks the weights themselves; else lambda w is added to the gradient."""
    if settings["optimizer"] in ("radam", "adamax", "rmsprop", "adagrad"):
        return settings["decay"] == "decoupled"
    return settings["optimizer"] not in ("adam", "sgd", "nadam")


class TorchRule:
    """torch.optim, decay in one parameter group or both; decoupled decay by hand where only L2 is there."""

    def __init__(self, weights, biases, settings):
        groups = [{"params": weights}, {"params": biases}]
        kind, betas = settings["optimizer"], (settings["beta1"], settings["beta2"])
        common = {"lr": 1.0, "eps": settings["epsilon"]}
        if kind == "sgd":
            self.optimizer = torch.optim.SGD(groups, lr=1.0, momentum=settings["momentum"],
                                             nesterov=settings["nesterov"])
        elif kind == "rmsprop":
            self.optimizer = torch.optim.RMSprop(groups, alpha=settings["beta2"], **common)
        elif kind == "adagrad":
            self.optimizer = torch.optim.Adagrad(groups, **common)
        elif kind in ("adamw", "adam"):
            rule = torch.optim.AdamW if kind == "adamw" else torch.optim.Adam
            self.optimizer = rule(groups, betas=betas, amsgrad=settings["amsgrad"], **common)
        else:
            rule = {"nadam": torch.optim.NAdam, "nadamw": torch.optim.NAdam, "radam": torch.optim.RAdam,
                    "adamax": torch.optim.Adamax}[kind]
            # NAdam of 1.13 without foreach multiplies mu_t twice into the next product; later releases do not.
            self.optimizer = rule(groups, betas=betas, foreach=kind.startswith("nadam"), **common)

    def step(self, settings, scale, t):
        by_hand = decouples(settings) and settings["optimizer"] != "adamw"
        for index, group in enumerate(self.optimizer.param_groups):
            decay = settings["weight_decay"] if index == 0 or settings["decay_biases"] else 0.0
            group["lr"] = scale * settings["learning_rate"]
            group["weight_decay"] = 0.0 if by_hand else decay
            if "momentum" in group and settings["optimizer"] == "sgd":
                group["momentum"] = settings["momentum"]
            if by_hand:
                with torch.no_grad():
                    for p in group["params"]:
                        p *= 1 - group["lr"] * decay
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


class PaperRule:
    """Base of the rules below: parameters with whether they decay, and the share that decay removes."""

    def __init__(self, weights, biases, settings):
        self.parts = [(p, True) for p in weights] + [(p, settings["decay_biases"]) for p in biases]
        self.state = [{} for _ in self.parts]

    def decay(self, settings, eta, decays):
        if not decays:
            return 0.0
        return eta * settings["weight_decay"] * (settings["learning_rate"] if settings["decay_form"] == "lr" else 1.0)

    @torch.no_grad()
    def step(self, settings, eta, t):
        for (theta, decays), state in zip(self.parts, self.state):
            self.update(theta, state, settings, eta * settings["learning_rate"], self.decay(settings, eta, decays), t)


def adam_moments(state, g, settings):
    b1, b2 = settings["beta1"], settings["beta2"]
    state["m"] = b1 * state.get("m", 0) + (1 - b1) * g
    state["v"] = b2 * state.get("v", 0) + (1 - b2) * g * g
    return state["m"], state["v"]


class PaperAdamWithoutCorrection(PaperRule):
    """AdamW without its lines 9 and 10: m and v as they are."""

    def update(self, theta, state, settings, alpha, decay, t):
        m, v = adam_moments(state, theta.grad, settings)
        theta -= decay * theta + alpha * m / (v.sqrt() + settings["epsilon"])


class PaperLion(PaperRule):
    """Chen et al. 2023 (arXiv 2302.06675), Algorithm 2."""

    def update(self, theta, state, settings, alpha, decay, t):
        b1, b2 = settings["beta1"], settings["beta2"]
        m = state.get("m", torch.zeros_like(theta))
        c = b1 * m + (1 - b1) * theta.grad
        state["m"] = b2 * m + (1 - b2) * theta.grad
        theta -= alpha * torch.sign(c) + decay * theta


class PaperCautious(PaperRule):
    """Liang et al. 2024 (arXiv 2411.16085): AdamW's step times phi = [m g > 0] over phi's mean, in each tensor."""

    def update(self, theta, state, settings, alpha, decay, t):
        m, v = adam_moments(state, theta.grad, settings)
        u = m / (1 - settings["beta1"] ** t) / ((v / (1 - settings["beta2"] ** t)).sqrt() + settings["epsilon"])
        phi = (m * theta.grad > 0).to(theta.dtype)
        theta -= decay * theta + alpha * u * phi / max(phi.mean().item(), 1e-3)


class PaperMuon(PaperRule):
    """Jordan et al. 2024 with the rate of Liu et al. 2025 (arXiv 2502.16982, equation 4): matrices by the momentum
    made orthogonal, 0.2 sqrt(max(A, B)) times the rate; the rest by AdamW."""

    def update(self, theta, state, settings, alpha, decay, t):
        g = theta.grad
        if theta.dim() < 2:
            m, v = adam_moments(state, g, settings)
            m_hat, v_hat = m / (1 - settings["beta1"] ** t), v / (1 - settings["beta2"] ** t)
            theta -= decay * theta + alpha * m_hat / (v_hat.sqrt() + settings["epsilon"])
            return
        mu = settings["momentum"]
        state["B"] = mu * state.get("B", 0) + (1 - mu) * g
        direction = (1 - mu) * g + mu * state["B"] if settings["nesterov"] else state["B"]
        theta -= decay * theta + alpha * 0.2 * math.sqrt(max(theta.shape)) * self.orthogonal(direction)

    @staticmethod
    def orthogonal(matrix):
        a, b, c = 3.4445, -4.7750, 2.0315
        x = matrix / max(matrix.norm().item(), 1e-7)
        for _ in range(5):
            gram = x @ x.T
            x = a * x + (b * gram + c * gram @ gram) @ x
        return x


class PaperScheduleFree(PaperRule):
    """Defazio et al. 2024 (arXiv 2405.15682), Algorithm 1. The network holds y while the gradient is taken and x
    between two steps, which is what is measured and kept."""

    def __init__(self, weights, biases, settings):
        super().__init__(weights, biases, settings)
        self.sum = 0.0
        for (theta, _), state in zip(self.parts, self.state):
            state["z"] = theta.detach().clone()

    @torch.no_grad()
    def before_gradients(self, settings):
        for (theta, _), state in zip(self.parts, self.state):
            state["x"] = theta.detach().clone()
            theta.copy_((1 - settings["beta1"]) * state["z"] + settings["beta1"] * state["x"])

    def step(self, settings, eta, t):
        self.sum += (eta * settings["learning_rate"]) ** 2
        super().step(settings, eta, t)

    def update(self, theta, state, settings, alpha, decay, t):
        b2, g = settings["beta2"], theta.grad
        state["v"] = b2 * state.get("v", 0) + (1 - b2) * g * g
        denominator = (state["v"] / (1 - b2 ** t)).sqrt() + settings["epsilon"]
        state["z"] -= alpha * g / denominator + decay * theta
        c = alpha ** 2 / self.sum
        theta.copy_((1 - c) * state["x"] + c * state["z"])


def rule_of(settings):
    kind = settings["optimizer"]
    if kind == "adamw" and not settings["bias_correction"]:
        return PaperAdamWithoutCorrection
    if kind == "adamw" and settings["decay_form"] == "schedule":
        return PaperAdamW
    return {"sgdw": PaperSgdW, "lion": PaperLion, "cautious": PaperCautious, "muon": PaperMuon,
            "schedule_free": PaperScheduleFree}.get(kind, TorchRule)


def multipliers(settings):
    """s_t for t = 1 ... STEPS, from PyTorch's schedulers where it has one."""
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
    schedulers, warmup = torch.optim.lr_scheduler, settings["warmup_steps"]
    make = {
        "constant": lambda: schedulers.LambdaLR(optimizer, lambda k: 1.0),
        "cosine": lambda: schedulers.CosineAnnealingLR(optimizer, STEPS),
        "linear": lambda: schedulers.LinearLR(optimizer, 1.0, 0.0, STEPS),
        "warmup_cosine": lambda: schedulers.LambdaLR(
            optimizer, lambda k: (k + 1) / warmup if k < warmup
            else 0.5 * (1 + math.cos(math.pi * (k - warmup) / (STEPS - warmup)))),
        "step": lambda: schedulers.StepLR(optimizer, settings["schedule_period"], settings["step_factor"]),
        "warm_restarts": lambda: schedulers.CosineAnnealingWarmRestarts(
            optimizer, settings["schedule_period"], settings["restart_factor"])}
    scheduler, result = make[settings["schedule"]](), []
    for _ in range(STEPS):
        result.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return result


def normalized(settings, t, config):
    """lambda_norm sqrt(b / (B T)), T the epochs of the run or of the restart period (arXiv 1711.05101, appendix B.1)."""
    b, big_b = config["training"]["batch_size"], config["data"]["train_size"]
    updates = STEPS
    if settings["schedule"] == "warm_restarts":
        updates, end = settings["schedule_period"], settings["schedule_period"]
        while t - 1 >= end:
            updates *= settings["restart_factor"]
            end += updates
    epochs = updates * b / big_b
    return settings["weight_decay"] * math.sqrt(b / (big_b * epochs))


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
    scales = multipliers(settings)
    for t in range(1, STEPS + 1):
        for event in config["events"]:
            if event["step"] == t - 1 and event["run"] == index:
                settings.update(event["set"])
        batch = batches[t - 1]
        network.zero_grad()
        in_force = dict(settings)
        if settings["normalized_decay"]:
            in_force["weight_decay"] = normalized(settings, t, config)
        if isinstance(rule, PaperScheduleFree):
            rule.before_gradients(in_force)
        (config["training"]["loss_scale"] * loss_of(network(x[batch])[:, 0], y[batch])).backward()
        if settings["clip_norm"] > 0:
            torch.nn.utils.clip_grad_norm_(network.parameters(), settings["clip_norm"])
        rule.step(in_force, scales[t - 1], t)
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
