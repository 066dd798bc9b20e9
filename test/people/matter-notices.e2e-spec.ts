import { WorkerWorld } from '../worker/worker.world.js';

describe('what waits for managers', () => {
  it('is told to them alone, without a name', async () => {
    const world = await WorkerWorld.open();
    try {
      await world.work();
      const manager = await world.colleague({ role: 'manager' });
      const { agencyId } = manager;
      await world.colleague({ agencyId });
      await world.colleague({ agencyId, role: 'acceptor' });
      for (const type of ['person.many_read', 'person.matters_due']) {
        const eventId = await world.promise(type, { agencyId });
        await world.settled();
        const notices = await world.db.admin(
          'SELECT account_id, type, number FROM portal.notice WHERE event_id = $1',
          [eventId],
        );
        expect(notices).toEqual([{ account_id: manager.accountId, type, number: null }]);
      }
    } finally {
      await world.close();
    }
  });
});
