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


def multiplier(settings, t):
    """The schedule's s_t for the update number t = 1, 2, ..."""
    if settings["schedule"] == "cosine":
        return 0.5 * (1 + math.cos(math.pi * (t - 1) / CONFIG["training"]["steps"]))
    return 1.0


class Rule:
    """The update rule of a run: torch.optim, and the decoupled decay that torch.optim lacks by hand."""

    def __init__(self, network):
        parameters = dict(network.named_parameters())
        self.groups = [[p for name, p in parameters.items() if name.endswith("weight")],
                       [p for name, p in parameters.items() if name.endswith("bias")]]
        self.optimizer = None
        self.family = None

    def prepare(self, kind):
        """A change between adamw and adam, or sgd and sgdw, keeps the moments; another one starts anew."""
        classes = {"adamw": torch.optim.AdamW, "adam": torch.optim.Adam, "sgd": torch.optim.SGD,
                   "sgdw": torch.optim.SGD}
        if isinstance(self.optimizer, classes[kind]) and type(self.optimizer) is classes[kind]:
            return
        old = self.optimizer
        self.optimizer = classes[kind]([{"params": group} for group in self.groups], lr=1e-3)
        family = kind[:3]
        if family == self.family:
            self.optimizer.state = old.state
        self.family = family

    @torch.no_grad()
    def step(self, settings, t):
        kind = settings["optimizer"]
        self.prepare(kind)
        scale = multiplier(settings, t)
        rate = scale * settings["learning_rate"]
        by_hand = kind == "sgdw" or (kind == "adamw" and settings["decay_form"] == "schedule")
        decayed = []
        for index, group in enumerate(self.optimizer.param_groups):
            decay = settings["weight_decay"] if index == 0 or settings["decay_biases"] else 0.0
            group["lr"] = rate
            group["weight_decay"] = 0.0 if by_hand else decay
            if kind in ("adamw", "adam"):
                group["betas"] = (settings["beta1"], settings["beta2"])
                group["eps"] = settings["epsilon"]
            else:
                group["momentum"] = settings["momentum"]
                group["nesterov"] = settings["nesterov"]
            fraction = (scale if settings["decay_form"] == "schedule" else rate) * decay
            if by_hand and fraction != 0:
                decayed += [(p, 1 - fraction) for p in group["params"]]
        for p, keep in decayed:
            p.mul_(keep)
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
    kind = CONFIG["data"]["dataset"]
    if kind in ("sine", "cubic"):
        return torch.nn.functional.mse_loss(outputs[:, 0], targets)
    if outputs.shape[1] > 1:
        return torch.nn.functional.cross_entropy(outputs, targets.long())
    return torch.nn.functional.binary_cross_entropy_with_logits(outputs[:, 0], targets)


def accuracy_of(outputs, targets):
    if CONFIG["data"]["dataset"] in ("sine", "cubic"):
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
