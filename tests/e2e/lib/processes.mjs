// Starts programs, keeps their words in files, and ends each by its own id.
import { spawn, execFile } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Programs started by one stage. */
export class Troupe {
  #members = [];

  constructor(logs) {
    this.logs = logs;
  }

  /** Starts a program; its words go to `<logs>/<name>.log`. */
  async start(name, command, args, env = {}) {
    await mkdir(this.logs, { recursive: true });
    const log = createWriteStream(join(this.logs, `${name}.log`), { flags: "a" });
    const child = spawn(command, args, {
      // Our own programs say everything they ever say: what must not be in a log is looked for there.
      env: { ...process.env, SCEAU_LOG: "debug,sceau=trace", ...env },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    child.stdout.pipe(log);
    child.stderr.pipe(log);
    const member = { name, child, ended: new Promise((done) => child.once("exit", done)) };
    child.once("error", (error) => log.write(`${error.message}\n`));
    this.#members.push(member);
    return member;
  }

  /** Ends one member and what it started; `signal` SIGKILL for a sudden death. */
  async end(member, signal = "SIGTERM") {
    if (member.child.exitCode === null && member.child.signalCode === null) {
      try {
        process.kill(-member.child.pid, signal);
      } catch {
        // It ended by itself meanwhile.
      }
      await Promise.race([member.ended, pause(5000)]);
      if (member.child.exitCode === null && member.child.signalCode === null) {
        process.kill(-member.child.pid, "SIGKILL");
        await member.ended;
      }
    }
    this.#members = this.#members.filter((other) => other !== member);
  }

  /** Ends all, last started first. */
  async endAll() {
    for (const member of [...this.#members].reverse()) await this.end(member);
  }
}

/** Runs a program to its end and gives what it printed. */
export async function printed(command, args, options = {}) {
  const { stdout } = await run(command, args, { maxBuffer: 64 << 20, ...options });
  return stdout;
}

/** A port that nobody uses now. */
export async function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Waits until an address answers. */
export async function answers(address, seconds = 30) {
  await until(`${address} answers`, seconds, async () => {
    try {
      return (await fetch(address)).status < 500;
    } catch {
      return false;
    }
  });
}

/** Waits until something holds; says what did not when it does not. */
export async function until(what, seconds, holds, every = 150) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const value = await holds();
    if (value) return value;
    if (Date.now() > end) throw new Error(`after ${seconds} s it is still not so: ${what}`);
    await pause(every);
  }
}

export const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
