/** Which Chromium the browser tests use: the system's, else the one that npm brought along, else none. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const systemPlaces = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The path of a Chromium that starts on this machine, or undefined. */
export async function chromiumPath() {
  const candidates = [process.env.PORTAL_CHROMIUM, ...systemPlaces].filter(
    (path) => path && existsSync(path),
  );
  for (const path of candidates) if (starts(path)) return path;
  try {
    const { default: packaged } = await import('@sparticuz/chromium');
    const path = await packaged.executablePath();
    return starts(path) ? path : undefined;
  } catch {
    return undefined;
  }
}

function starts(path) {
  try {
    execFileSync(path, ['--version', '--no-sandbox'], { stdio: 'pipe', timeout: 20_000 });
    return true;
  } catch {
    return false;
  }
}
