import { randomUUID } from 'node:crypto';
import { wordsOf } from './pdf.reader.js';

/** What came back: status, headers, and the body as JSON where it is JSON. */
export interface Answer<Body = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
  /** What came, as text; of a PDF the words on it. */
  readonly text: string;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A person's browser, as far as the API can tell: sends JSON with a session cookie. */
export class Client {
  constructor(
    private readonly url: string,
    readonly token?: string,
  ) {}

  get<Body = any>(path: string, headers: Record<string, string> = {}): Promise<Answer<Body>> {
    return this.send('GET', path, undefined, headers);
  }

  /** Sends with a fresh Idempotency-Key unless one is given. */
  post<Body = any>(
    path: string,
    body: unknown = {},
    headers: Record<string, string> = {},
  ): Promise<Answer<Body>> {
    return this.send('POST', path, body, { 'idempotency-key': randomUUID(), ...headers });
  }

  put<Body = any>(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer<Body>> {
    return this.send('PUT', path, body, headers);
  }

  patch<Body = any>(
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<Body>> {
    return this.send('PATCH', path, body, headers);
  }

  delete<Body = any>(path: string, headers: Record<string, string> = {}): Promise<Answer<Body>> {
    return this.send('DELETE', path, undefined, headers);
  }

  async send<Body>(
    method: Method,
    path: string,
    body: unknown,
    headers: Record<string, string>,
  ): Promise<Answer<Body>> {
    const address = path.startsWith('/') ? path : `/api/v1/${path}`;
    const response = await fetch(this.url + address, {
      method,
      redirect: 'manual',
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(this.token ? { cookie: `sid=${this.token}` } : {}),
        ...headers,
      },
      body: body === undefined || typeof body === 'string' || isFile(body) ? body : JSON.stringify(body),
    });
    const type = response.headers.get('content-type') ?? '';
    const isPdf = type.startsWith('application/pdf');
    const text = isPdf ? await wordsOf(Buffer.from(await response.arrayBuffer())) : await response.text();
    const isJson = /[/+]json/.test(type);
    return {
      status: response.status,
      headers: response.headers,
      body: (isJson && text ? JSON.parse(text) : {}) as Body,
      text,
    };
  }
}

/** A file is sent as it is. */
function isFile(body: unknown): body is Uint8Array<ArrayBuffer> {
  return body instanceof Uint8Array;
}

/** The header that says which version the caller has seen. */
export function ifMatch(version: number): Record<string, string> {
  return { 'if-match': `"${version}"` };
}
