import { useOutletContext } from 'react-router';
import { useSession } from '../../../lib/session.js';
import type { Schema } from '../../../lib/api-client.js';
import { ChargeCard } from './charge-card.js';
import { FormerNamesCard } from './former-names-card.js';
import { HoldCard } from './hold-card.js';
import { PersonRequestsCard } from './person-requests-card.js';
import { StatusCard } from './status-card.js';

/** What happens to a person's record beside what is written in it. */
export function MattersTab() {
  const person = useOutletContext<Schema<'PersonView'>>();
  const { can } = useSession();
  return (
    <div className="grid gap-6">
      <div className="grid items-start gap-6 @3xl:grid-cols-2">
        <StatusCard person={person} />
        <ChargeCard person={person} />
        <FormerNamesCard person={person} />
        {can.keepRecords && <HoldCard personId={person.id} />}
      </div>
      <PersonRequestsCard personId={person.id} />
    </div>
  );
}
