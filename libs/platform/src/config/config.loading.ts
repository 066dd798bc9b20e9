import { Config } from './config.js';
import { ConfigError } from './config.error.js';
import { settings, type SettingDescription } from './setting.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the environment once. Throws ConfigError with one sentence that names the variable. */
export function loadConfig(environment: Environment = environmentWithFile()): Config {
  const values: Record<string, unknown> = {};
  for (const [field, setting] of settings()) {
    // An empty variable means "not set": that is how docker compose passes the ones nobody filled in.
    const given = environment[setting.variable]?.trim() || setting.standard;
    if (given !== undefined) values[field] = read(setting, given);
  }
  return new Config(values);
}

function read(setting: SettingDescription<unknown>, given: string): unknown {
  try {
    return setting.read(given);
  } catch (error) {
    throw new ConfigError(setting.variable, (error as Error).message);
  }
}

/** The process environment; a file .env in the working folder fills in what is not set there. */
function environmentWithFile(): Environment {
  try {
    process.loadEnvFile();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      throw new ConfigError('.env', (error as Error).message);
  }
  return process.env;
}
