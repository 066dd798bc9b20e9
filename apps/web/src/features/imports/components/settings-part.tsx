import { useQuery } from '@tanstack/react-query';
import { Loaded } from '../../../components/loaded.js';
import type { FoundList, ImportJob } from '../api/get-import.js';
import { importChoicesQuery } from '../api/import-choices.js';
import { SettingsForm } from './settings-form.js';
import type { useImportOrders } from './use-import-orders.js';

type SettingsPartProps = { job: ImportJob; found: FoundList; orders: ReturnType<typeof useImportOrders> };

/** The form of a list, once it is known what can be chosen. */
export function SettingsPart({ job, found, orders: { settle } }: SettingsPartProps) {
  const choices = useQuery(importChoicesQuery);
  return (
    <Loaded query={choices}>
      {(known) => (
        <SettingsForm
          job={job}
          found={found}
          choices={known}
          busy={settle.isPending}
          onSettle={(settings, onFailure) => settle.mutate(settings, { onError: onFailure })}
        />
      )}
    </Loaded>
  );
}
