import type { SqlTx } from '#libs/platform';

/** How the network runs its directory. */
export interface DirectorySettings {
  readonly networkName: string;
  /** Whether what agencies change waits for the secretariat. */
  readonly approval: boolean;
  /** In which month every agency is asked whether its entry is still true. */
  readonly confirmationMonth: number;
  readonly version: number;
}

/** Reads the settings as they stand now. */
export async function readDirectorySettings(tx: SqlTx): Promise<DirectorySettings> {
  const [row] = await tx.query<DirectorySettings & Record<string, unknown>>(
    `SELECT network_name AS "networkName", approval, confirmation_month AS "confirmationMonth", version
     FROM portal.directory_settings`,
  );
  return row!;
}
