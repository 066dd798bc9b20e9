import { connect, type Socket } from 'node:net';
import { Hopeless } from '../queue/hopeless.js';

/** What the scanner says of a file. */
export type Verdict = { readonly clean: true } | { readonly clean: false; readonly finding: string };

/** The scanner does not answer at this moment; later it may. */
export class ScannerAway extends Error {
  constructor(cause?: unknown) {
    super('virus scanner does not answer', { cause });
    this.name = 'ScannerAway';
  }
}

// StreamMaxLength of clamd is 25 MB unless somebody has changed it; the pieces may have any size.
const pieceLength = 64 * 1024;
const longestAnswer = 4096;

/**
 * Asks clamd about files in its own protocol (zINSTREAM): each file in pieces with their length before them, four zero
 * octets at the end, one line as the answer. https://docs.clamav.net/manual/Usage/Scanning.html#clamd
 */
export class Clamd {
  /** `address` is HOST:PORT or the path of a socket. */
  constructor(
    private readonly address: string,
    private readonly timeLimit = 60_000,
  ) {}

  /**
   * Has a file looked at.
   * @throws {ScannerAway} when there is no answer. @throws {Hopeless} when the scanner refuses the file as such.
   */
  async scan(content: Buffer): Promise<Verdict> {
    return verdictOf(await this.ask(content));
  }

  private async ask(content: Buffer): Promise<string> {
    const socket = this.open();
    try {
      return await new Promise<string>((resolve, reject) => {
        let answer = '';
        const end = () => (answer === '' ? reject(new ScannerAway()) : resolve(answer));
        socket.setTimeout(this.timeLimit, () => reject(new ScannerAway()));
        socket.on('error', (error) => (answer === '' ? reject(new ScannerAway(error)) : resolve(answer)));
        socket.on('data', (octets: Buffer) => {
          answer += octets.toString('utf8');
          if (answer.includes('\0') || answer.length > longestAnswer) end();
        });
        socket.on('close', end);
        send(socket, content);
      });
    } finally {
      socket.destroy();
    }
  }

  private open(): Socket {
    const [, host, port] = /^([^/]+):(\d{1,5})$/.exec(this.address) ?? [];
    return host ? connect({ host, port: Number(port) }) : connect(this.address);
  }
}

function send(socket: Socket, content: Buffer): void {
  socket.write('zINSTREAM\0');
  for (let at = 0; at < content.length; at += pieceLength) {
    const piece = content.subarray(at, at + pieceLength);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(piece.length);
    socket.write(length);
    socket.write(piece);
  }
  socket.write(Buffer.alloc(4));
}

function verdictOf(answer: string): Verdict {
  const said = answer.split('\0', 1)[0]!.trim();
  if (/^stream: OK$/.test(said)) return { clean: true };
  const finding = /^stream: (.+) FOUND$/.exec(said)?.[1];
  if (finding) return { clean: false, finding: finding.slice(0, 200) };
  if (/size limit exceeded/i.test(said)) throw new Hopeless('upload.too_large_to_scan');
  throw new ScannerAway();
}
