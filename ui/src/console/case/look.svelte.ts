const ZOOMS = [1, 1.5, 2, 3, 4] as const;
const BRIGHTNESS = { least: 0.4, most: 2.2, step: 0.2 } as const;

/** How pictures are looked at: zoom and brightness are shared by document and video. */
export class Look {
  #zoom = $state(0);
  /** Clockwise quarter turns of the document, 0 to 3. */
  turns = $state(0);
  /** Whether the document is laid flat, where it was found. */
  isStraight = $state(false);
  /** 1 is as filmed. */
  brightness = $state(1);

  /** 1 to 4. */
  get zoom(): number {
    return ZOOMS[this.#zoom] ?? 1;
  }

  zoomIn(): void {
    this.#zoom = Math.min(this.#zoom + 1, ZOOMS.length - 1);
  }

  zoomOut(): void {
    this.#zoom = Math.max(this.#zoom - 1, 0);
  }

  /** The next zoom, then the whole picture again: one key does both. */
  cycleZoom(): void {
    this.#zoom = (this.#zoom + 1) % ZOOMS.length;
  }

  rotate(): void {
    this.turns = (this.turns + 1) % 4;
  }

  straighten(): void {
    this.isStraight = !this.isStraight;
  }

  /** One step brighter (1) or darker (-1). */
  brighten(by: -1 | 1): void {
    const next = Math.round((this.brightness + by * BRIGHTNESS.step) * 10) / 10;
    this.brightness = Math.min(BRIGHTNESS.most, Math.max(BRIGHTNESS.least, next));
  }

  reset(): void {
    this.#zoom = 0;
    this.turns = 0;
    this.isStraight = false;
    this.brightness = 1;
  }
}
