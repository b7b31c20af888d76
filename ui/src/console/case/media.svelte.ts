import type { ConsoleApi, MediaFile } from '../api';

/** A piece being fetched, at hand, or refused. */
export type Loaded = { is: 'loading' } | { is: 'ready'; url: string } | { is: 'failed' };

/**
 * The bytes of one case's evidence, kept as long as it is on the screen. Each file is fetched once:
 * a player that asked the service for every seek would fill the record of looks with noise.
 */
export class CaseMedia {
  #files = $state.raw<Readonly<Record<string, Loaded>>>({});
  readonly #api: Pick<ConsoleApi, 'media'>;
  readonly #id: string;
  #isOver = false;

  constructor(api: Pick<ConsoleApi, 'media'>, id: string) {
    this.#api = api;
    this.#id = id;
  }

  /** How a file stands; nothing before it was opened. */
  at(evidence: string, file: MediaFile): Loaded | undefined {
    return this.#files[`${evidence} ${file}`];
  }

  /** Starts fetching a file, unless it is there or on its way. */
  async open(evidence: string, file: MediaFile): Promise<void> {
    const key = `${evidence} ${file}`;
    const before = this.#files[key];
    if (before && before.is !== 'failed') return;
    this.#set(key, { is: 'loading' });
    try {
      const bytes = await this.#api.media(this.#id, evidence, file);
      if (!this.#isOver) this.#set(key, { is: 'ready', url: URL.createObjectURL(bytes) });
    } catch {
      this.#set(key, { is: 'failed' });
    }
  }

  /** Forgets every byte. */
  close(): void {
    this.#isOver = true;
    for (const file of Object.values(this.#files)) {
      if (file.is === 'ready') URL.revokeObjectURL(file.url);
    }
    this.#files = {};
  }

  #set(key: string, loaded: Loaded): void {
    this.#files = { ...this.#files, [key]: loaded };
  }
}
