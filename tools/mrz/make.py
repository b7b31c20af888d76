"""Makes the weights that ship, from nothing: `python make.py OUT`."""

import sys
from pathlib import Path

import train_finder
import train_reader
from pack import pack


def main():
    out = Path(sys.argv[1])
    print("the finder", flush=True)
    finder = train_finder.train()
    print("the reader", flush=True)
    reader = train_reader.train()
    out.write_bytes(pack(finder, reader))
    print(f"{out.stat().st_size} bytes in {out}")


if __name__ == "__main__":
    main()
