"""The network that reads a strip learns here."""

from torch.nn import functional

from learn import Plan, learn
from net import Reader
from strips import IGNORED, Maker

PLAN = Plan(seed=20261, batch=32, steps=12_000, rate=3e-3, kept=16, drawn_every=2)


def loss_of(net, batch, _step):
    strips, labels = batch
    return functional.cross_entropy(net(strips)[:, :, 0], labels, ignore_index=IGNORED)


def report(net, batches):
    """Shares of the steps on a sign that are read right, and of those on none."""
    right, all_ = [0, 0], [0, 0]
    for strips, labels in batches:
        guess = net(strips)[:, :, 0].argmax(1)
        for part, mask in enumerate((((labels >= 0) & (labels < 37)), labels == 37)):
            right[part] += (guess == labels)[mask].sum().item()
            all_[part] += mask.sum().item()
    return f"signs {right[0] / all_[0]:.4f} none {right[1] / all_[1]:.4f}"


def train():
    return learn(Reader, Maker, PLAN, loss_of, report)
