import type { Command } from 'commander';
import { auditCommand } from './audit/audit.command.js';
import { demoCommand } from './demo/demo.command.js';
import { importCommand } from './import/import.command.js';
import { migrateCommand } from './migrate/migrate.command.js';
import { openapiCommand } from './openapi/openapi.command.js';
import { startCommand } from './start/start.command.js';
import { userCommand } from './user/user.command.js';

/**
 * Every command, in the order of --help. A command file only describes itself; what it does is loaded when it runs, so that
 * --help answers at once.
 */
export const commands: readonly ((program: Command) => void)[] = [
  startCommand,
  migrateCommand,
  importCommand,
  demoCommand,
  userCommand,
  auditCommand,
  openapiCommand,
];
