// The Python script of share/pytorch.hpp, with @CONFIG@ and @DATA@ where the experiment goes.
#pragma once

#include <string_view>

namespace playground {

inline constexpr std::string_view kReplayScript = R"python(#!/usr/bin/env python3
"""An experiment of AdamW Playground, repeated in PyTorch (1.13 or newer; needs numpy).

    python3 replay.py             in float32, as the playground trains
    python3 replay.py --double    in float64: shows how much of the distance is rounding
    python3 replay.py --steps 100

The data, the initial weights, the batches and the playground's own results come from the safetensors file
beside this script, or from inside it. Every run is trained anew; printed is how far the metrics and the
parameters are from the playground's. Rounding errors grow as training goes on, faster with ReLU, whose
kinks amplify them: expect about 1e-6 after hundreds of steps with tanh, more after thousands.
"""
import argparse
import base64
import json
import math
import os
import sys

import numpy as np
import torch

CONFIG = json.loads(@CONFIG@)
REGRESSION = @REGRESSION@
DATA = "@DATA@"  # safetensors in base64; empty: the file beside this script

METRICS = ["step", "train_loss", "test_loss", "test_loss_noisy", "train_accuracy", "test_accuracy",
           "test_accuracy_noisy", "gap", "weight_norm"]


def read_tensors():
    """The tensors of a safetensors file by name: header length, JSON header, bytes."""
    if DATA:
        blob = base64.b64decode(DATA)
    else:
        with open(os.path.splitext(os.path.abspath(__file__))[0] + ".safetensors", "rb") as file:
            blob = file.read()
    start = 8 + int.from_bytes(blob[:8], "little")
    types = {"F32": np.float32, "F64": np.float64, "I32": np.int32}
    tensors = {}
    for name, entry in json.loads(blob[8:start]).items():
        if name == "__metadata__":
            continue
        begin, end = entry["data_offsets"]
        values = np.frombuffer(blob[start + begin:start + end], dtype=types[entry["dtype"]])
        tensors[name] = torch.from_numpy(values.reshape(entry["shape"]).copy())
    return tensors


class Sine(torch.nn.Module):
    def forward(self, x):
        return torch.sin(x)


ACTIVATIONS = {"relu": torch.nn.ReLU, "tanh": torch.nn.Tanh, "gelu": torch.nn.GELU, "silu": torch.nn.SiLU,
               "sine": Sine, "linear": torch.nn.Identity}


def make_network(state):
    """Sequential(Linear, activation, ..., Linear) with the shapes and values of `state`."""
    layers = []
    weights = [value for name, value in state.items() if name.endswith("weight")]
    for weight in weights:
        layers += [torch.nn.Linear(weight.shape[1], weight.shape[0]),
                   ACTIVATIONS[CONFIG["model"]["activation"]]()]
    network = torch.nn.Sequential(*layers[:-1]).to(weights[0].dtype)
    network.load_state_dict(state)
    return network


def half_cosine(part):
    return 0.0 if part >= 1 else 0.5 * (1 + math.cos(math.pi * part))


def restart_period(settings, t):
    """Updates before the period of warm restarts that the update t is in, and its length."""
    begin, length = 0, settings["schedule_period"]
    while t - 1 >= begin + length:
        begin, length = begin + length, length * settings["restart_factor"]
    return begin, length


def multiplier(settings, t):
    """The schedule's s_t for the update number t = 1, 2, ..."""
    kind, steps, warmup = settings["schedule"], CONFIG["training"]["steps"], settings["warmup_steps"]
    if kind == "cosine":
        return half_cosine((t - 1) / steps)
    if kind == "linear":
        return max(0.0, 1 - (t - 1) / steps)
    if kind == "warmup_cosine":
        return t / warmup if t <= warmup else half_cosine((t - 1 - warmup) / max(1, steps - warmup))
    if kind == "step":
        return settings["step_factor"] ** ((t - 1) // settings["schedule_period"])
    if kind == "warm_restarts":
        begin, length = restart_period(settings, t)
        return half_cosine((t - 1 - begin) / length)
    return 1.0


def effective_decay(settings, t):
    """weight_decay; normalized: lambda_norm sqrt(b / (B T)), T epochs being as many updates as the run or period has."""
    if not settings["normalized_decay"]:
        return settings["weight_decay"]
    restarts = settings["schedule"] == "warm_restarts"
    updates = restart_period(settings, t)[1] if restarts else CONFIG["training"]["steps"]
    return settings["weight_decay"] / math.sqrt(updates)


class WrittenOut(torch.optim.Optimizer):
    """What torch.optim (1.13) has not, with the names of its moments. Decoupled decay comes before, in Rule."""

    def __init__(self, groups, lr):
        super().__init__(groups, {"lr": lr, "weight_decay": 0.0})

    def moments(self, p, keep1, keep2):
        state, g = self.state[p], p.grad
        if not state:
            state.update(step=torch.tensor(0.0), exp_avg=torch.zeros_like(p), exp_avg_sq=torch.zeros_like(p))
        state["step"] += 1
        state["exp_avg"].mul_(keep1).add_(g, alpha=1 - keep1)
        state["exp_avg_sq"].mul_(keep2).addcmul_(g, g, value=1 - keep2)
        return state["exp_avg"], state["exp_avg_sq"], state["step"].item()

    def adam(self, p, group, mask=False):
        """Adam's step; with a mask only where it goes against the gradient, scaled up by the share that is left."""
        s = group["settings"]
        m, v, t = self.moments(p, s["beta1"], s["beta2"])
        bias = (lambda beta: 1 - beta ** t) if s["bias_correction"] else (lambda beta: 1.0)
        root = v
        if s["amsgrad"] and s["optimizer"] in ("adamw", "adam"):
            state = self.state[p]
            root = state["max_exp_avg_sq"] = torch.maximum(state.get("max_exp_avg_sq", v), v)
        step = m / bias(s["beta1"]) / ((root / bias(s["beta2"])).sqrt() + s["epsilon"])
        if mask:
            agree = (m.sign() * p.grad.sign() > 0).to(p.dtype)
            step = step * agree / agree.mean().clamp(min=1e-3)
        p.sub_(step, alpha=group["lr"])

    def nadam(self, p, group):
        s = group["settings"]
        m, v, t = self.moments(p, s["beta1"], s["beta2"])
        mu, following = (s["beta1"] * (1 - 0.5 * 0.96 ** (0.004 * at)) for at in (t, t + 1))
        product = self.state[p]["mu_product"] = self.state[p].get("mu_product", 1.0) * mu
        correct = s["bias_correction"]
        root = (v / (1 - s["beta2"] ** t if correct else 1.0)).sqrt() + s["epsilon"]
        product = product if correct else 0.0
        direction = (1 - mu) / (1 - product) * p.grad + following / (1 - product * following) * m
        p.sub_(direction / root, alpha=group["lr"])

    def adamax(self, p, group):
        s = group["settings"]
        largest = self.state[p]["largest"] if self.state[p] else torch.zeros_like(p)
        m, _, t = self.moments(p, s["beta1"], s["beta2"])
        largest = self.state[p]["largest"] = torch.maximum(s["beta2"] * largest, p.grad.abs() + s["epsilon"])
        p.sub_(m / largest, alpha=group["lr"] / (1 - s["beta1"] ** t if s["bias_correction"] else 1.0))

    def lion(self, p, group):
        s, state = group["settings"], self.state[p]
        m = state.setdefault("exp_avg", torch.zeros_like(p))
        p.sub_(torch.sign(s["beta1"] * m + (1 - s["beta1"]) * p.grad), alpha=group["lr"])
        m.mul_(s["beta2"]).add_(p.grad, alpha=1 - s["beta2"])

    def cautious(self, p, group):
        self.adam(p, group, mask=True)

    def muon(self, p, group):
        s, mu = group["settings"], group["settings"]["momentum"]
        if p.dim() < 2:
            return self.adam(p, group)
        m = self.state[p].setdefault("exp_avg", torch.zeros_like(p))
        m.mul_(mu).add_(p.grad, alpha=1 - mu)
        direction = p.grad + mu * (m - p.grad) if s["nesterov"] else m
        x = direction / direction.norm().clamp(min=1e-7)
        for _ in range(5):
            gram = x @ x.T
            x = 3.4445 * x + (-4.7750 * gram + 2.0315 * gram @ gram) @ x
        p.sub_(x, alpha=group["lr"] * 0.2 * math.sqrt(max(p.shape)))

    @torch.no_grad()
    def to_gradient_point(self, beta1):
        """Schedule-free takes its gradient at y = (1 - beta1) z + beta1 x; between two steps p is x."""
        for p in (p for group in self.param_groups for p in group["params"]):
            state = self.state[p]
            if not state:
                state.update(z=p.clone(), exp_avg_sq=torch.zeros_like(p), step=0, sum=0.0)
            state["x"] = p.clone()
            p.lerp_(state["z"], 1 - beta1)

    def schedule_free(self, p, group):
        s, state, rate = group["settings"], self.state[p], group["lr"]
        state["step"] += 1
        state["sum"] += rate * rate
        v = state["exp_avg_sq"].mul_(s["beta2"]).addcmul_(p.grad, p.grad, value=1 - s["beta2"])
        bias = 1 - s["beta2"] ** state["step"] if s["bias_correction"] else 1.0
        state["z"].sub_(p.grad / ((v / bias).sqrt() + s["epsilon"]), alpha=rate).sub_(p, alpha=group["share"])
        p.copy_(torch.lerp(state["x"], state["z"], rate * rate / state["sum"] if rate else 0.0))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            name = group["settings"]["optimizer"]
            rule = getattr(self, {"adamw": "adam", "nadamw": "nadam"}.get(name, name))
            for p in group["params"]:
                rule(p, group)


FAMILIES = {"adamw": "adam", "adam": "adam", "radam": "adam", "cautious": "adam", "sgd": "sgd", "sgdw": "sgd",
            "nadam": "nadam", "nadamw": "nadam"}  # optimizers that keep each other's moments
TORCH = {"adamw": torch.optim.AdamW, "adam": torch.optim.Adam, "sgd": torch.optim.SGD, "sgdw": torch.optim.SGD,
         "radam": torch.optim.RAdam, "rmsprop": torch.optim.RMSprop, "adagrad": torch.optim.Adagrad}


def decouples(settings):
    if settings["optimizer"] in ("radam", "adamax", "rmsprop", "adagrad"):
        return settings["decay"] == "decoupled"
    return settings["optimizer"] not in ("adam", "sgd", "nadam")


class Rule:
    """The update rule of a run: torch.optim, or written out, with decay by hand where torch.optim has none."""

    def __init__(self, network):
        parameters = dict(network.named_parameters())
        self.groups = [[p for name, p in parameters.items() if name.endswith("weight")],
                       [p for name, p in parameters.items() if name.endswith("bias")]]
        self.optimizer = None
        self.family = None

    def prepare(self, settings):
        """A change within a family keeps the moments; another one starts anew."""
        kind = settings["optimizer"]
        plain = settings["bias_correction"] and not settings["amsgrad"]
        adam = kind in ("adamw", "adam")
        wanted = TORCH.get(kind, WrittenOut) if plain or not adam else WrittenOut
        family = FAMILIES.get(kind, kind)
        if type(self.optimizer) is wanted and family == self.family:
            return
        old = self.optimizer
        self.optimizer = wanted([{"params": group} for group in self.groups], lr=1e-3)
        if family == self.family:
            self.optimizer.state = old.state
        self.family = family

    def before_gradients(self, settings):
        self.prepare(settings)
        if settings["optimizer"] == "schedule_free":
            self.optimizer.to_gradient_point(settings["beta1"])

    @torch.no_grad()
    def step(self, settings, t):
        kind = settings["optimizer"]
        scale = multiplier(settings, t)
        rate = scale * settings["learning_rate"]
        if settings["clip_norm"] > 0:
            torch.nn.utils.clip_grad_norm_([p for group in self.groups for p in group], settings["clip_norm"])
        inside = type(self.optimizer) is torch.optim.AdamW and settings["decay_form"] == "lr"
        by_hand = decouples(settings) and not inside
        for index, group in enumerate(self.optimizer.param_groups):
            decay = effective_decay(settings, t) if index == 0 or settings["decay_biases"] else 0.0
            group.update(lr=rate, weight_decay=0.0 if by_hand else decay, settings=settings)
            group.update(betas=(settings["beta1"], settings["beta2"]), eps=settings["epsilon"], alpha=settings["beta2"])
            if kind in ("sgd", "sgdw"):
                group.update(momentum=settings["momentum"], nesterov=settings["nesterov"])
            group["share"] = (scale if settings["decay_form"] == "schedule" else rate) * decay if by_hand else 0.0
            for p in group["params"]:
                if group["share"] != 0 and kind != "schedule_free":
                    p.mul_(1 - group["share"])
                if isinstance(self.optimizer, WrittenOut) and not by_hand and decay != 0:
                    p.grad.add_(p, alpha=decay)
        velocities = self.plain_gradients(settings) if kind in ("sgd", "sgdw") else []
        self.optimizer.step()
        for p, velocity in velocities:
            self.optimizer.state[p]["momentum_buffer"] = velocity

    def plain_gradients(self, settings):
        """Without momentum torch keeps no velocity; the playground's is then the gradient."""
        if settings["momentum"] != 0:
            return []
        return [(p, p.grad + group["weight_decay"] * p)
                for group in self.optimizer.param_groups for p in group["params"]]


def settings_by_update(run, updates):
    """The run's settings in force for the updates 1, 2, ...: an event at step s holds from s + 1 on."""
    settings = dict(CONFIG["runs"][run])
    events = [event for event in CONFIG["events"] if event["run"] == run]
    for t in range(1, updates + 1):
        while events and events[0]["step"] <= t - 1:
            settings.update(events.pop(0)["set"])
        yield t, settings


def loss_of(outputs, targets):
    if REGRESSION:
        return torch.nn.functional.mse_loss(outputs[:, 0], targets)
    if outputs.shape[1] > 1:
        return torch.nn.functional.cross_entropy(outputs, targets.long())
    return torch.nn.functional.binary_cross_entropy_with_logits(outputs[:, 0], targets)


def accuracy_of(outputs, targets):
    if REGRESSION:
        return math.nan
    predicted = outputs.argmax(1) if outputs.shape[1] > 1 else (outputs[:, 0] > 0)
    return (predicted.to(targets.dtype) == targets).double().mean().item()


@torch.no_grad()
def measure(network, data, step):
    train = network(data["train.features"])
    test = network(data["test.features"])
    train_loss = loss_of(train, data["train.targets"]).item()
    test_loss = loss_of(test, data["test.clean_targets"]).item()
    norm = math.sqrt(sum(layer.weight.double().square().sum().item() for layer in network
                         if isinstance(layer, torch.nn.Linear)))
    return [step, train_loss, test_loss, loss_of(test, data["test.targets"]).item(),
            accuracy_of(train, data["train.targets"]), accuracy_of(test, data["test.clean_targets"]),
            accuracy_of(test, data["test.targets"]), test_loss - train_loss, norm]


def train(run, data, updates, steps_to_measure):
    prefix = "run%d.initial." % run
    network = make_network({name[len(prefix):]: value for name, value in data.items()
                            if name.startswith(prefix)})
    rule = Rule(network)
    curve = [measure(network, data, 0)] if 0 in steps_to_measure else []
    for t, settings in settings_by_update(run, updates):
        batch = data["batches"][t - 1]
        batch = batch[batch >= 0].long()
        network.zero_grad()
        rule.before_gradients(settings)
        loss = loss_of(network(data["train.features"][batch]), data["train.targets"][batch])
        (CONFIG["training"]["loss_scale"] * loss).backward()
        rule.step(settings, t)
        if t in steps_to_measure:
            curve.append(measure(network, data, t))
    return network, np.array(curve)


def compare(run, data, limit):
    """Trains one run and prints its distances; returns the relative distance of the parameters, or None."""
    ours = data["run%d.metrics" % run].double().numpy()
    last = int(ours[-1, 0])
    updates = min(last, limit)
    ours = ours[ours[:, 0] <= updates]
    network, theirs = train(run, data, updates, set(ours[:, 0].astype(int).tolist()))
    settings = CONFIG["runs"][run]
    print("\nrun %d: %s, %d steps" % (run, settings["name"] or settings["optimizer"], updates))
    print("  %-20s %13s %13s %10s %10s" % ("", "playground", "PyTorch", "distance", "largest"))
    for column, name in enumerate(METRICS):
        if column == 0 or len(ours) == 0 or np.isnan(ours[-1, column]):
            continue
        distances = np.abs(ours[:, column] - theirs[:, column])
        print("  %-20s %13.6f %13.6f %10.1e %10.1e" % (name, ours[-1, column], theirs[-1, column],
                                                       distances[-1], distances.max()))
    if updates < last:
        return None
    prefix = "run%d.final." % run
    pairs = [(value.double().flatten(), data[prefix + name].double().flatten())
             for name, value in network.state_dict().items()]
    theirs, ours = (torch.cat(list(part)) for part in zip(*pairs))
    distance = ((theirs - ours).norm() / ours.norm().clamp_min(1e-30)).item()
    print("  parameters: relative distance %.2e, largest absolute %.2e"
          % (distance, (theirs - ours).abs().max().item()))
    return distance


def main():
    parser = argparse.ArgumentParser(description="Repeats an experiment of AdamW Playground in PyTorch.")
    parser.add_argument("--double", action="store_true", help="compute in float64")
    parser.add_argument("--steps", type=int, default=10**9, help="stop after so many steps")
    parser.add_argument("--tolerance", type=float,
                        help="fail (exit 1) when a run's parameters are relatively further away")
    options = parser.parse_args()
    torch.manual_seed(0)  # nothing random is used; so that a mistake would repeat
    dtype = torch.float64 if options.double else torch.float32
    torch.set_default_dtype(dtype)
    data = {name: value.to(dtype) if value.is_floating_point() and not name.endswith(".metrics") else value
            for name, value in read_tensors().items()}
    distances = [compare(run, data, options.steps) for run in range(len(CONFIG["runs"]))]
    known = [distance for distance in distances if distance is not None]
    if known:
        print("\nlargest relative distance of the parameters: %.2e" % max(known))
    if options.tolerance is not None and not all(distance <= options.tolerance for distance in known):
        sys.exit(1)


if __name__ == "__main__":
    main()
)python";

}  // namespace playground
