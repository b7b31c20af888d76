"""What both trainings share: batches drawn beside the learning, a rate that falls, progress told.

Everything that is drawn comes from seeds, one process draws, one thread learns: the same program on the same
kind of processor makes the same weights, to the bit.
"""

import math
import multiprocessing
import time
from dataclasses import dataclass
from typing import Callable

import cv2
import torch

# How often the network is held against what it never learns from.
REPORT_EVERY = 500


@dataclass(frozen=True)
class Plan:
    """How a network learns."""

    seed: int
    batch: int
    steps: int
    rate: float
    # Drawing costs more than learning: so many batches are kept, and each step but every so manyth
    # learns once more from one of them.
    kept: int
    drawn_every: int


def draw(make_maker, plan, queue):
    """Draws batches for ever, in a process of its own."""
    cv2.setNumThreads(1)
    maker = make_maker(plan.seed)
    while True:
        queue.put(maker.batch(plan.batch))


def tensors(batch):
    return tuple(map(torch.from_numpy, batch))


def rate_at(plan, step):
    """Rises over the first 100 steps, then falls as a cosine."""
    return plan.rate * min(1, (step + 1) / 100) * (0.5 + 0.5 * math.cos(math.pi * step / plan.steps)) + 1e-5


def learn(make_net: Callable, make_maker: Callable, plan: Plan, loss_of: Callable, report: Callable):
    """The network, trained. `loss_of(net, batch, step)` is what it should lose; `report(net, batches)`
    says in a line how well it does."""
    torch.manual_seed(plan.seed)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    # A process of its own, not a copy of this one: threads of libraries do not survive a copy.
    apart = multiprocessing.get_context("spawn")
    queue = apart.Queue(4)
    drawing = apart.Process(target=draw, args=(make_maker, plan, queue), daemon=True)
    drawing.start()
    unseen = make_maker(plan.seed + 1)
    held = [tensors(unseen.batch(plan.batch)) for _ in range(16)]
    net = make_net()
    optimiser = torch.optim.AdamW(net.parameters(), plan.rate, weight_decay=1e-4)
    start, recent = time.time(), []
    for step in range(plan.steps):
        for group in optimiser.param_groups:
            group["lr"] = rate_at(plan, step)
        if len(recent) < plan.kept or step % plan.drawn_every == 0:
            recent = recent[-plan.kept + 1 :] + [tensors(queue.get())]
            batch = recent[-1]
        else:
            batch = recent[step * 7 % plan.kept]
        loss = loss_of(net, batch, step)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        if (step + 1) % REPORT_EVERY == 0 or step + 1 == plan.steps:
            net.eval()
            with torch.no_grad():
                print(f"{step + 1} of {plan.steps}, {time.time() - start:.0f} s, loss {loss.item():.3f}, {report(net, held)}", flush=True)
            net.train()
    drawing.kill()
    return net.eval()
