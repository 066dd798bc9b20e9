import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { PdfBroken, PdfRefused, PdfTooSlow } from './pdf.errors.js';
import { Printable } from './printable.js';

/** A document to be set. */
export interface PdfOrder {
  /** Typst source. It reads what it is to say with `json(bytes(sys.inputs.data))`, so that no text ever becomes markup. */
  readonly template: string;
  /** What the document says, as JSON. */
  readonly data: unknown;
  /** Pictures, by the name under which the template places them. */
  readonly pictures?: Readonly<Record<string, Buffer>>;
  /** The date inside the file; the same order at the same moment gives the same bytes. */
  readonly madeAt: Date;
}

/** A finished document: tagged (PDF/UA-1), with its fonts inside. */
export interface Pdf {
  readonly content: Buffer;
  readonly pages: number;
  /** Characters that no font has, and in whose place 〓 stands. */
  readonly replaced: readonly string[];
}

type Answer = { content: Uint8Array; pages: number } | { refused: string };

const childFile = fileURLToPath(new URL('./typst.child.mjs', import.meta.url));
const restAfter = 30_000;

/**
 * Sets PDF documents with Typst, one after the other, in a process of its own: the engine is native code that nothing
 * inside this process could stop, and a fault in it must not end the portal. The process stays for half a minute, since
 * starting it costs more than a letter.
 */
export class PdfPress {
  private child: ChildProcess | undefined;
  private last: Promise<unknown> = Promise.resolve();
  private rest: NodeJS.Timeout | undefined;

  /** `timeLimit` in milliseconds, for one document. */
  constructor(private readonly timeLimit = 60_000) {}

  /**
   * Sets one document.
   * @throws {PdfRefused} @throws {PdfTooSlow} @throws {PdfBroken}
   */
  async render(order: PdfOrder): Promise<Pdf> {
    const turn = this.last.then(
      () => this.set(order),
      () => this.set(order),
    );
    this.last = turn;
    return turn;
  }

  /** Lets the process go; a document in hand is given up. */
  close(): void {
    clearTimeout(this.rest);
    this.child?.kill('SIGKILL');
    this.child = undefined;
  }

  private async set({ template, data, pictures = {}, madeAt }: PdfOrder): Promise<Pdf> {
    const printable = new Printable();
    const answer = await this.ask({
      template,
      data: JSON.stringify(printable.of(data)),
      pictures,
      madeAt: Math.floor(madeAt.getTime() / 1000),
    });
    if ('refused' in answer) throw new PdfRefused(answer.refused);
    return { content: Buffer.from(answer.content), pages: answer.pages, replaced: printable.replaced };
  }

  private async ask(order: object): Promise<Answer> {
    clearTimeout(this.rest);
    const child = (this.child ??= start());
    hold(child);
    try {
      return await answerOf(child, order, this.timeLimit);
    } catch (error) {
      this.close();
      throw error;
    } finally {
      letGo(child);
      this.rest = setTimeout(() => this.close(), restAfter).unref();
    }
  }
}

function start(): ChildProcess {
  return fork(childFile, [], {
    serialization: 'advanced',
    execArgv: [],
    // Nothing of this process is told, and should a template ask for a package, there is no way out to fetch it.
    env: { HTTPS_PROXY: 'http://127.0.0.1:9', HTTP_PROXY: 'http://127.0.0.1:9' },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}

async function answerOf(child: ChildProcess, order: object, timeLimit: number): Promise<Answer> {
  const end = new AbortController();
  try {
    return await new Promise<Answer>((resolve, reject) => {
      const timer = setTimeout(() => reject(new PdfTooSlow()), timeLimit);
      const broken = () => reject(new PdfBroken());
      end.signal.addEventListener('abort', () => {
        clearTimeout(timer);
        child.off('message', resolve).off('exit', broken).off('error', broken);
      });
      child.once('message', resolve).once('exit', broken).once('error', broken);
      child.send(order, (error) => error && broken());
    });
  } finally {
    end.abort();
  }
}

/** While a document is being set, the process that waits for it must not end; otherwise the child may not hold it up. */
function hold(child: ChildProcess): void {
  child.ref();
  child.channel?.ref();
}

function letGo(child: ChildProcess): void {
  child.unref();
  child.channel?.unref();
}
