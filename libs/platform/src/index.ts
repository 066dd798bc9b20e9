export { Clock, dayInJapan } from './clock.js';
export { DataKey, type Place } from './crypto/data-key.js';
export { DataKeys } from './crypto/data-keys.js';
export { newDataKey, open, openText, seal, sealText, Unreadable } from './crypto/field-cipher.js';
export { openDataSource } from './database/data-source.js';
export { Database, type Tx } from './database/database.js';
export { lockRows, writeRow } from './database/entity-rows.js';
export { KeyReused, once, type OnceKey } from './database/once.js';
export { type HotStatement, prepared } from './database/prepared.js';
export { anonymous, type SessionHolder } from './database/session-holder.js';
export {
  AuthDatabase,
  OperatorDatabase,
  plainSql,
  SqlDatabase,
  type SqlTx,
  WorkerDatabase,
} from './database/sql-database.js';
export {
  Conflict,
  type FieldProblem,
  Forbidden,
  Invalid,
  Malformed,
  NotFound,
  PortalError,
  PreconditionMissing,
  type RefusalKind,
  Stale,
  TooMany,
  Unauthenticated,
} from './errors.js';
export { newId } from './ids.js';
export { type Logger, openLog } from './log.js';
export { AddressRefused, MailDeferred, MailRefused, MailServerAway } from './mail/mail.errors.js';
export { domainOf, oneAddress, type Sender, senderFrom } from './mail/address.js';
export type { Bounce, BounceKind } from './mail/bounce.reading.js';
export { type ArrivedMail, type MailedCalendar, readMail } from './mail/mail.reading.js';
export { largestMail, Maildir } from './mail/maildir.js';
export type { Mail, Mailer } from './mail/mailer.js';
export { MailCopies, type MailCopy } from './mail/mail.copies.js';
export { SmtpMailer } from './mail/smtp.mailer.js';
export { StoredMailer } from './mail/stored.mailer.js';
export { Outbox } from './outbox/outbox.js';
export {
  findOpen,
  markDone,
  markFailed,
  noteTrouble,
  type OutboxFigures,
  outboxFigures,
  takeOpen,
  type Task,
} from './outbox/outbox.ledger.js';
export { OutboxReconciler, type ReconcilerPace } from './outbox/outbox.reconciler.js';
export { OutboxRelay } from './outbox/outbox.relay.js';
export { offsetOf, type Page, type PageRequest } from './paging.js';
export { PlatformModule, type PlatformParts } from './platform.module.js';
export { Config, type LogLevel, logLevels } from './config/config.js';
export { ConfigError } from './config/config.error.js';
export { envExample } from './config/config.example.js';
export { loadConfig } from './config/config.loading.js';
export { KeyFileBroken, KeyFileForeign, KeyFileMissing, KeyFileUnreachable } from './keys/key.errors.js';
export { type Installation, joinInstallation, openInstallation } from './installation.js';
export { createKeys, hasKeys, openKeys } from './keys/key.file.js';
export { type KeyEncryptionKey, Keys } from './keys/keys.js';
export { OperatorError } from './operator.error.js';
export { connectionsFor, type PortalConnections } from './postgres/connections.js';
export { EmbeddedPostgres } from './postgres/embedded-postgres.js';
export { type LoginRole, loginRoles } from './postgres/login.roles.js';
export { migrate } from './postgres/migration.js';
export { explain, runService, type Service } from './service.process.js';
export { Hopeless } from './queue/hopeless.js';
export { Queue, QueueAway } from './queue/queue.js';
export { migrateQueue } from './queue/queue.migration.js';
export type { QueuePlace } from './queue/queue.place.js';
export type { QueueWorker, WorkSettings } from './queue/queue.worker.js';
export { Rhythm } from './rhythm.js';
export { codeOf, stackOf } from './trouble.js';
export { Clamd, ScannerAway, type Verdict } from './upload/clamd.js';
export { isOfficeFile } from './upload/office.file.js';
export { UploadScanning, uploadStopped } from './upload/upload.scanning.js';
export { isUsable, type UploadState, uploadStateNames, uploadStates } from './upload/upload.state.js';
export { sayWhetherScanned, uploadArrived, Uploads } from './upload/uploads.js';
