export { AuditModule } from './audit.module.js';
export { Audit, type AuditedAct, type AuditedActor } from './audit.service.js';
export { type ChainState, verifyAudit } from './audit.verification.js';
