"""Trains the network that finds zones: `python train_finder.py OUT [MINUTES [FROM]]`."""

import multiprocessing
import sys
import time
from pathlib import Path

import torch
from torch.nn import functional

from net import Finder
from scenes import SceneMaker

SEED = 20262
BATCH = 12
STEPS = 12000
# What turning a scene by 180° does to its answers: the text runs the other way.
UPSIDE_DOWN = torch.tensor([1.0, 1, 1, 1, -1, -1, 1, -1, -1]).view(1, 9, 1, 1)
# Few cells are inside a zone.
INSIDE_COUNTS = torch.tensor(4.0)


def work(seed, queue):
    import cv2

    cv2.setNumThreads(1)
    maker = SceneMaker(seed)
    while True:
        queue.put(maker.batch(BATCH))


def loss_of(answer, labels):
    known = labels[:, 0] >= 0
    inside = labels[:, 0] > 0
    found = functional.binary_cross_entropy_with_logits(answer[:, 0][known], labels[:, 0][known], pos_weight=INSIDE_COUNTS)
    if not inside.any():
        return found
    pick = lambda n: (answer[:, n][inside], labels[:, n][inside])
    turn = functional.smooth_l1_loss(*pick(1), beta=0.3) + functional.smooth_l1_loss(*pick(2), beta=0.3)
    pitch = functional.smooth_l1_loss(*pick(3), beta=0.2)
    middle = functional.smooth_l1_loss(*pick(4), beta=0.5) + functional.smooth_l1_loss(*pick(5), beta=0.5)
    three = functional.binary_cross_entropy_with_logits(*pick(6))
    way_up = functional.smooth_l1_loss(*pick(7)) + functional.smooth_l1_loss(*pick(8))
    return found * 2 + turn + pitch + middle + 0.15 * three + 0.3 * way_up


def report(net, batches):
    net.eval()
    hit, inside, false, outside = 0, 0, 0, 0
    errors = []
    with torch.no_grad():
        for pictures, labels in batches:
            answer = net(pictures)
            yes = answer[:, 0] > 0
            hit += (yes & (labels[:, 0] > 0)).sum().item()
            inside += (labels[:, 0] > 0).sum().item()
            false += (yes & (labels[:, 0] == 0)).sum().item()
            outside += (labels[:, 0] == 0).sum().item()
            mask = labels[:, 0] > 0
            same = lambda a, b: (answer[:, a] * labels[:, a] + answer[:, b] * labels[:, b])[mask]
            gaps = [(answer[:, n] - labels[:, n]).abs()[mask].median().item() for n in (1, 3, 4)]
            errors.append([(same(7, 8) > 0).float().mean().item(), *gaps])
    net.train()
    mean = torch.tensor(errors).mean(0)
    return f"found {hit / inside:.3f} false {false / outside:.4f} way up {mean[0]:.3f} turn {mean[1]:.3f} pitch {mean[2]:.3f} middle {mean[3]:.3f}"


def main():
    out = Path(sys.argv[1])
    minutes = float(sys.argv[2]) if len(sys.argv) > 2 else None
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    queue = multiprocessing.Queue(4)
    multiprocessing.Process(target=work, args=(SEED, queue), daemon=True).start()
    unseen = SceneMaker(SEED + 1)
    held = [tuple(map(torch.from_numpy, unseen.batch(BATCH))) for _ in range(16)]
    net = Finder()
    if len(sys.argv) > 3:
        net.load_state_dict(torch.load(sys.argv[3], weights_only=True))
    print("parameters", sum(p.numel() for p in net.parameters()), flush=True)
    optimiser = torch.optim.AdamW(net.parameters(), 4e-3, weight_decay=1e-4)
    start = time.time()
    recent = []
    for step in range(STEPS):
        share = (time.time() - start) / 60 / minutes if minutes else step / STEPS
        if share >= 1:
            break
        rate = 4e-3 * min(1, (step + 1) / 100) * (0.5 + 0.5 * torch.cos(torch.tensor(share * torch.pi)).item())
        for group in optimiser.param_groups:
            group["lr"] = rate + 1e-5
        # Drawing costs more than learning: every batch is learnt from four times, steps apart, twice
        # of them upside down.
        if len(recent) < 24 or step % 4 == 0:
            recent = recent[-23:] + [tuple(map(torch.from_numpy, queue.get()))]
            pictures, labels = recent[-1]
        else:
            pictures, labels = recent[step * 7 % 24]
        if step % 2:
            pictures, labels = pictures.flip(2, 3), labels.flip(2, 3) * UPSIDE_DOWN
        loss = loss_of(net(pictures.float()), labels)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        if step % 200 == 199:
            print(step + 1, f"{time.time() - start:.0f} s", f"loss {loss.item():.3f}", report(net, held), flush=True)
            torch.save(net.state_dict(), out)
    torch.save(net.state_dict(), out)
    print(report(net, held))


if __name__ == "__main__":
    main()
