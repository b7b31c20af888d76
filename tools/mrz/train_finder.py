"""The network that finds zones learns here."""

import torch
from torch.nn import functional

from learn import Plan, learn
from net import Finder
from scenes import SceneMaker

PLAN = Plan(seed=20262, batch=12, steps=8_000, rate=4e-3, kept=24, drawn_every=4)
# What turning a scene by 180° does to its answers: the text runs the other way.
UPSIDE_DOWN = torch.tensor([1.0, 1, 1, 1, -1, -1, 1, -1, -1]).view(1, 9, 1, 1)
# Few cells are inside a zone.
INSIDE_COUNTS = torch.tensor(4.0)
# How wide a character is decides how the lines are cut: a share that is off by a tenth is worth as much as a cell.
PITCH_COUNTS = 4


def loss_of(net, batch, step):
    pictures, labels = batch
    # What is learnt from again is upside down half of the time.
    if step % 2:
        pictures, labels = pictures.flip(2, 3), labels.flip(2, 3) * UPSIDE_DOWN
    answer = net(pictures.float())
    known = labels[:, 0] >= 0
    inside = labels[:, 0] > 0
    found = functional.binary_cross_entropy_with_logits(answer[:, 0][known], labels[:, 0][known], pos_weight=INSIDE_COUNTS)
    if not inside.any():
        return found
    pick = lambda n: (answer[:, n][inside], labels[:, n][inside])
    turn = functional.smooth_l1_loss(*pick(1), beta=0.3) + functional.smooth_l1_loss(*pick(2), beta=0.3)
    pitch = PITCH_COUNTS * functional.smooth_l1_loss(*pick(3), beta=0.1)
    middle = functional.smooth_l1_loss(*pick(4), beta=0.5) + functional.smooth_l1_loss(*pick(5), beta=0.5)
    three = functional.binary_cross_entropy_with_logits(*pick(6))
    way_up = functional.smooth_l1_loss(*pick(7)) + functional.smooth_l1_loss(*pick(8))
    return found * 2 + turn + pitch + middle + 0.15 * three + 0.3 * way_up


def report(net, batches):
    """Shares of cells found and wrongly found, then medians of what is off inside zones."""
    hit, inside, false, outside = 0, 0, 0, 0
    errors = []
    for pictures, labels in batches:
        answer = net(pictures.float())
        yes = answer[:, 0] > 0
        hit += (yes & (labels[:, 0] > 0)).sum().item()
        inside += (labels[:, 0] > 0).sum().item()
        false += (yes & (labels[:, 0] == 0)).sum().item()
        outside += (labels[:, 0] == 0).sum().item()
        mask = labels[:, 0] > 0
        way_up = (answer[:, 7] * labels[:, 7] + answer[:, 8] * labels[:, 8])[mask] > 0
        gaps = [(answer[:, n] - labels[:, n]).abs()[mask].median().item() for n in (1, 3, 4)]
        errors.append([way_up.float().mean().item(), *gaps])
    mean = torch.tensor(errors).mean(0)
    return f"found {hit / inside:.4f} false {false / outside:.4f} way up {mean[0]:.4f} turn {mean[1]:.3f} pitch {mean[2]:.3f} middle {mean[3]:.3f}"


def train():
    return learn(Finder, SceneMaker, PLAN, loss_of, report)
