import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Loaded } from '../../../components/loaded.js';
import { TextField } from '../../../components/text-field.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { type RecordSetting, recordSettingQuery, setRecordSetting } from '../api/retention.js';

const fields = ['personYears', 'disclosureYears', 'answerDays', 'hourlyReadings', 'dailyExports'] as const;

/** How the agency keeps its records. */
export function SettingCard() {
  const { t } = useTranslation('matters');
  const setting = useQuery(recordSettingQuery);
  return (
    <Card title={t('oversight.settings')}>
      <Loaded query={setting}>{(found) => <SettingForm key={found.version} setting={found} />}</Loaded>
    </Card>
  );
}

function SettingForm({ setting }: { setting: RecordSetting }) {
  const { t } = useTranslation('matters');
  const say = useSay();
  const faults = useFaults();
  const [typed, setTyped] = useState<Record<(typeof fields)[number], string>>({
    personYears: String(setting.personYears),
    disclosureYears: String(setting.disclosureYears),
    answerDays: String(setting.answerDays),
    hourlyReadings: String(setting.hourlyReadings),
    dailyExports: String(setting.dailyExports),
  });
  const saving = useMutation({
    mutationFn: setRecordSetting,
    onSuccess: () => {
      say(t('oversight.saved'));
      faults.refuse([]);
    },
    onError: faults.takeFailure,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    saving.mutate({
      personYears: Number(typed.personYears),
      disclosureYears: Number(typed.disclosureYears),
      answerDays: Number(typed.answerDays),
      hourlyReadings: Number(typed.hourlyReadings),
      dailyExports: Number(typed.dailyExports),
      version: setting.version,
    });
  }
  const support = {
    personYears: t('oversight.years.person'),
    disclosureYears: t('oversight.years.disclosure'),
    answerDays: undefined,
    hourlyReadings: undefined,
    dailyExports: t('oversight.exportsMean'),
  };
  return (
    <form noValidate onSubmit={submit} className="grid max-w-xl gap-5">
      <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
      {fields.map((field) => (
        <TextField
          key={field}
          name={field}
          label={t(`oversight.${field}`)}
          support={support[field]}
          inputMode="numeric"
          value={typed[field]}
          onChange={(event) => setTyped({ ...typed, [field]: event.target.value })}
          error={faults.of(field)}
        />
      ))}
      <Button type="submit" className="justify-self-start" busy={saving.isPending}>
        {t('oversight.save')}
      </Button>
    </form>
  );
}
