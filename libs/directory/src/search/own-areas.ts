import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/identity';
import { Clock, Database } from '#libs/platform';

const keptMilliseconds = 60_000;
const mostKept = 1000;

/** Where the askers' own agencies lie: the search puts what is near first. Read once a minute. */
@Injectable()
export class OwnAreas {
  private readonly kept = new Map<string, { until: number; areaNo: number | null }>();

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** The number of the area in which the actor's agency lies. */
  async of(actor: Actor): Promise<number | null> {
    if (actor.agencyId === null) return null;
    const now = this.clock.now().getTime();
    const known = this.kept.get(actor.agencyId);
    if (known && now < known.until) return known.areaNo;
    const [row] = await this.db.read<{ no: number }>(
      actor,
      {
        name: 'directory.own-area',
        sql: 'SELECT m.no FROM portal.agency a JOIN portal.area m ON m.code = a.area_code WHERE a.id = $1',
      },
      [actor.agencyId],
    );
    if (this.kept.size >= mostKept) this.kept.clear();
    this.kept.set(actor.agencyId, { until: now + keptMilliseconds, areaNo: row?.no ?? null });
    return row?.no ?? null;
  }
}
