import { hashOfToken } from '#libs/identity';
import { newId } from '#libs/platform';
import { proofToken } from '#libs/directory';
import type { TestApi } from '../support/api.js';

/** An edition of the leaflet, and how far it is. */
export interface LeafletAt {
  readonly state: string;
  readonly id: string;
  /** A file of it, and an agency that it asks. */
  readonly print: string;
  readonly agency: string;
}

const block = { name: '機関', kana: '', type: 'transition', typeName: '就労移行', items: [] };
/** A picture of one grey dot. */
export const onePixel = new Uint8Array(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
    'base64',
  ),
);

/** Editions in every state in which something can be ordered; each has an agency that agreed and one that is silent. */
export async function buildLeaflets(
  api: Pick<TestApi, 'db'>,
  accountId: string,
  agencies: readonly string[],
): Promise<LeafletAt[]> {
  const leaflets: LeafletAt[] = [];
  for (const [at, state] of ['proofing', 'proofing', 'issued', 'preparing'].entries()) {
    const [id, print] = [newId(), newId()];
    await api.db.admin(
      `INSERT INTO portal.leaflet (id, title, network_name, issuer, issued_on, answer_by, state, map_picture, map_type,
         map_words, created_by)
       VALUES ($1, '冊子', '網', '事務局', current_date + 30, current_date + 30, $2, $3, 'image/png', '地図', $4)`,
      [id, state, Buffer.from(onePixel), accountId],
    );
    for (const agency of agencies)
      await api.db.admin('INSERT INTO portal.leaflet_agency (leaflet_id, agency_id) VALUES ($1, $2)', [
        id,
        agency,
      ]);
    await api.db.admin(
      `INSERT INTO portal.leaflet_print (id, leaflet_id, format, state, content, created_by, created_by_name)
       VALUES ($1, $2, 'a4', 'done', '%PDF-', $3, '事務局')`,
      [print, id, accountId],
    );
    const agency = agencies[at % agencies.length]!;
    const proof = newId();
    await api.db.admin(
      `INSERT INTO portal.leaflet_proof (id, leaflet_id, agency_id, token_hash, block, proposed, created_by, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, '{}', $6, now() - interval '3 days', now() + interval '30 days')`,
      [proof, id, agency, hashOfToken(proofToken(api.db.keys, proof)), JSON.stringify(block), accountId],
    );
    leaflets.push({ state, id, print, agency });
  }
  return leaflets;
}

/** An agency that agreed to be printed: without one there is nothing to print. */
export async function buildAgreement(api: Pick<TestApi, 'db'>, agency: string): Promise<void> {
  await api.db.admin(
    `INSERT INTO portal.publication (agency_id, channel, agreed, decided_name) VALUES ($1, 'leaflet', true, '所長')`,
    [agency],
  );
  await api.db.admin(
    `INSERT INTO portal.leaflet_agreement (id, agency_id, block, through, agreed_name) VALUES ($1, $2, $3, 'portal', '所長')`,
    [newId(), agency, JSON.stringify(block)],
  );
}
