import { readFileSync } from 'node:fs';
import { envExample } from '#libs/platform';

it('.env.example says what the configuration class reads (npm run env-example writes it)', () => {
  expect(readFileSync('.env.example', 'utf8')).toBe(envExample());
});
