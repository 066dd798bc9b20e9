import { type PackAudience, packAudienceCodes } from '#libs/meetings';
import { Id, OneOf, Text } from '../http/fields.js';

/** For whom a pack is made. */
export class PackRequest {
  @OneOf(packAudienceCodes, { label: '対象' })
  audience!: PackAudience;
}

/** With what the agenda is sent. */
export class CirculationRequest {
  @Id({ label: '冊子', optional: true })
  packId?: string | null;

  @Text({ label: '送付の言葉', max: 1000, min: 0, optional: true })
  message?: string | null;
}
