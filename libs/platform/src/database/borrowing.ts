import type { Pool, PoolClient } from 'pg';

/**
 * Takes a connection out of the pool. When one breaks while it waits for its borrower, the driver says so by an event that
 * ends the process if nobody listens; the borrower learns it from the next query, which fails.
 */
export async function borrow(pool: Pool): Promise<PoolClient> {
  const client = await pool.connect();
  client.on('error', heard);
  return client;
}

/** Gives a connection back; a broken one is thrown away. */
export function giveBack(client: PoolClient, broken: boolean): void {
  client.off('error', heard);
  client.release(broken);
}

function heard(): void {
  // Nothing to do here.
}
