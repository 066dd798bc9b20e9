import { Global, Module } from '@nestjs/common';
import { Audit } from './audit.service.js';

/** The audit is everywhere: whatever reads or changes a person writes it. */
@Global()
@Module({ providers: [Audit], exports: [Audit] })
export class AuditModule {}
