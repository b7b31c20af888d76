"""Trains the network that reads a strip: `python train.py OUT [MINUTES [FROM]]`."""

import multiprocessing
import sys
import time
from pathlib import Path

import torch
from torch.nn import functional

from net import Reader
from strips import IGNORED, Maker

SEED = 20261
BATCH = 32
STEPS = 9000


def work(seed, queue):
    import cv2

    cv2.setNumThreads(1)
    maker = Maker(seed)
    while True:
        queue.put(maker.batch(BATCH))


def exactness(net, batches):
    """Share of the steps on a sign that are read right, and of blank ones that are."""
    net.eval()
    right, all_ = [0, 0], [0, 0]
    with torch.no_grad():
        for strips, labels in batches:
            guess = net(strips)[:, :, 0].argmax(1)
            for part, mask in enumerate((((labels >= 0) & (labels < 37)), labels == 37)):
                right[part] += (guess == labels)[mask].sum().item()
                all_[part] += mask.sum().item()
    net.train()
    return right[0] / all_[0], right[1] / all_[1]


def main():
    out = Path(sys.argv[1])
    minutes = float(sys.argv[2]) if len(sys.argv) > 2 else None
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    queue = multiprocessing.Queue(4)
    worker = multiprocessing.Process(target=work, args=(SEED, queue), daemon=True)
    worker.start()
    unseen = Maker(SEED + 1)
    held = [tuple(map(torch.from_numpy, unseen.batch(BATCH))) for _ in range(12)]
    net = Reader()
    if len(sys.argv) > 3:
        net.load_state_dict(torch.load(sys.argv[3], weights_only=True))
    print("parameters", sum(p.numel() for p in net.parameters()), flush=True)
    steps = STEPS
    optimiser = torch.optim.AdamW(net.parameters(), 3e-3, weight_decay=1e-4)
    start = time.time()
    recent = []
    for step in range(steps):
        share = (time.time() - start) / 60 / minutes if minutes else step / steps
        if share >= 1:
            break
        rate = 3e-3 * min(1, (step + 1) / 100) * (0.5 + 0.5 * torch.cos(torch.tensor(share * torch.pi)).item())
        for group in optimiser.param_groups:
            group["lr"] = rate + 1e-5
        # Drawing costs as much as learning: every batch is learnt from twice, some steps apart.
        if not recent or step % 2 == 0:
            recent.append(tuple(map(torch.from_numpy, queue.get())))
            strips, labels = recent[-1]
        else:
            strips, labels = recent.pop(0) if len(recent) > 16 else recent[0]
        loss = functional.cross_entropy(net(strips)[:, :, 0], labels, ignore_index=IGNORED)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        if step % 200 == 199:
            print(step + 1, f"{time.time() - start:.0f} s", f"loss {loss.item():.3f}", "signs %.4f none %.4f" % exactness(net, held), flush=True)
            torch.save(net.state_dict(), out)
    torch.save(net.state_dict(), out)
    print("signs %.4f none %.4f" % exactness(net, held))


if __name__ == "__main__":
    main()
