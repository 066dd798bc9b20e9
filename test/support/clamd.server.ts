import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

// https://www.eicar.org/download-anti-malware-testfile/: harmless, and every scanner knows it. In two halves, so that
// no scanner takes this file for it.
const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

/** The test file of the European Institute for Computer Antivirus Research, behind the head of a PDF. */
export const infectedPdf = Buffer.from(`%PDF-1.4\n${eicar}\n%%EOF`);

/** A server that speaks the part of clamd's protocol that is used, and knows one virus. */
export interface ClamdServer {
  readonly address: string;
  /** How many files it has looked at. */
  readonly scanned: () => number;
  /** What it does with the next files: look, hang up, or say that they are too large. */
  behave(mood: 'well' | 'away' | 'too large'): void;
  close(): Promise<void>;
}

/** Starts one on a free port. */
export async function startClamd(): Promise<ClamdServer> {
  let count = 0;
  let mood: 'well' | 'away' | 'too large' = 'well';
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket)).on('error', () => undefined);
    let received = Buffer.alloc(0);
    socket.on('data', (octets) => {
      if (mood === 'away') return socket.destroy();
      received = Buffer.concat([received, octets]);
      const content = streamIn(received);
      if (!content) return;
      count += 1;
      const found = content.includes(eicar) ? 'Eicar-Test-Signature FOUND' : 'OK';
      socket.end(mood === 'too large' ? 'INSTREAM size limit exceeded. ERROR\0' : `stream: ${found}\0`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    scanned: () => count,
    behave: (next) => (mood = next),
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

const command = Buffer.from('zINSTREAM\0');

/** The file in what has arrived so far; undefined before its end. */
function streamIn(received: Buffer): Buffer | undefined {
  if (!received.subarray(0, command.length).equals(command)) return undefined;
  const pieces: Buffer[] = [];
  let at = command.length;
  while (at + 4 <= received.length) {
    const length = received.readUInt32BE(at);
    if (length === 0) return Buffer.concat(pieces);
    if (at + 4 + length > received.length) return undefined;
    pieces.push(received.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return undefined;
}
