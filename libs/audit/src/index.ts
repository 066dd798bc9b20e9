export { TooManyExported, TooManyRead } from './audit.budget.js';
export { AuditModule } from './audit.module.js';
export { Audit, type AuditedAct, type AuditedActor } from './audit.service.js';
export { type ChainState, type EvidenceFault, verifyAudit, verifyEvidence } from './audit.verification.js';
