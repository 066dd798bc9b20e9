import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One message that arrived, as it came. */
export interface Arrived {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: {
    id: string;
    type: string;
    occurredAt: string;
    data: Record<string, string | number>;
  };
}

/** An agency's own system: a real server that keeps what it is told, and answers as a test wants. */
export class WebhookReceiver {
  readonly arrived: Arrived[] = [];
  /** What is answered when nothing else was said. */
  usual = 204;
  private readonly answers: (number | 'never')[] = [];

  private constructor(private readonly server: Server) {
    server.on('request', (request, response) => {
      let text = '';
      request.on('data', (part: Buffer) => (text += part.toString('utf8')));
      request.on('end', () => {
        const { url: path = '', headers } = request;
        this.arrived.push({ path, headers, text, body: JSON.parse(text) as Arrived['body'] });
        const answer = this.answers.shift() ?? this.usual;
        if (answer === 'never') return;
        response.writeHead(answer, answer === 302 ? { location: '/elsewhere' } : {}).end();
      });
    });
  }

  static async open(): Promise<WebhookReceiver> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new WebhookReceiver(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/renkei`;
  }

  /** What the next requests are answered with; after that as usual. */
  answerNext(...answers: (number | 'never')[]): void {
    this.answers.push(...answers);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
