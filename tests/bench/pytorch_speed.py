#!/usr/bin/env python3
"""Steps per second of PyTorch on W1, W2 and W3 (tests/bench/peers/workloads.mjs), one thread, as one line of JSON.

    pytorch_speed.py [--version]     --version: which PyTorch and which BLAS it has loaded
"""

import json
import math
import pathlib
import re
import statistics
import sys
import time

import torch

WORKLOADS = {"W1": ([2, 64, 64, 1], 32, 256), "W2": ([2, 256, 256, 256, 1], 128, 1024), "W3": ([2, 4, 2, 1], 10, 250)}


def blas() -> str:
    """The BLAS library that this process has mapped."""
    maps = pathlib.Path("/proc/self/maps").read_text(encoding="utf-8")
    found = sorted({pathlib.Path(line.split()[-1]).resolve().name for line in maps.splitlines() if re.search(r"blas|mkl", line)})
    return ", ".join(found) or "none"


def two_moons(samples: int) -> tuple:
    generator = torch.Generator().manual_seed(1)
    label = torch.arange(samples) % 2
    angle = math.pi * torch.rand(samples, generator=generator)
    x1 = torch.where(label == 1, 1 - angle.cos(), angle.cos()) - 0.5
    x2 = torch.where(label == 1, 0.5 - angle.sin(), angle.sin()) - 0.25
    noise = 0.2 * torch.randn(samples, 2, generator=generator)
    return torch.stack([x1, x2], 1) + noise, label.float().unsqueeze(1)


def steps_per_second(sizes: list, batch: int, samples: int) -> float:
    torch.manual_seed(7)
    layers = []
    for i, (inputs, outputs) in enumerate(zip(sizes, sizes[1:])):
        layers += [torch.nn.Linear(inputs, outputs)] + ([torch.nn.Tanh()] if i + 2 < len(sizes) else [])
    model = torch.nn.Sequential(*layers)
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.01, weight_decay=0.1)
    loss_function = torch.nn.BCEWithLogitsLoss()
    x, y = two_moons(samples)
    batches = list(zip(x.split(batch), y.split(batch)))

    def train(seconds: float) -> float:
        start, steps = time.perf_counter(), 0
        while time.perf_counter() - start < seconds:
            for features, targets in batches:
                optimizer.zero_grad(set_to_none=True)
                loss_function(model(features), targets).backward()
                optimizer.step()
            steps += len(batches)
        return steps / (time.perf_counter() - start)

    train(0.3)
    return statistics.median(train(0.5) for _ in range(3))


torch.set_num_threads(1)
if "--version" in sys.argv:
    print(f"PyTorch {torch.__version__}, one thread, BLAS: {blas()}")
else:
    print(json.dumps({name: steps_per_second(*workload) for name, workload in WORKLOADS.items()}))
