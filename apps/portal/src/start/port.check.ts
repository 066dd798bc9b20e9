import { createServer } from 'node:net';
import { AddressRefused, PortBusy } from './port.errors.js';

/** Before minutes of work: is the port free? Throws PortBusy or AddressRefused. */
export async function assertPortFree(host: string, port: number): Promise<void> {
  const probe = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      probe.once('error', reject);
      probe.listen({ host, port }, resolve);
    });
  } catch (error) {
    throw asPortProblem(error, host, port);
  }
  await new Promise((resolve) => probe.close(resolve));
}

/** What a failure to listen means to the operator; anything else comes back as it is. */
export function asPortProblem(error: unknown, host: string, port: number): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return new PortBusy(port, error);
    case 'EACCES':
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new AddressRefused(host, port, error);
    default:
      return error;
  }
}
