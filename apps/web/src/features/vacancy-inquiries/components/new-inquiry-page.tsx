import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { Checkbox } from '../../../components/checkbox.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Fieldset } from '../../../components/fieldset.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { RadioGroup } from '../../../components/radio-group.js';
import { Select } from '../../../components/select.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { todayInTokyo } from '../../../lib/japanese-date.js';
import {
  askForRoom,
  inquiryTermsQuery,
  placesQuery,
  type InquiryInput,
  type InquiryTerms,
} from '../api/vacancy-inquiries.js';
import { AskedAgencies } from './asked-agencies.js';
import { NoteField, useNoteCheck } from './note-field.js';
import { useMonth } from './use-month.js';

const waits = [3, 5, 10];
const monthsAhead = 24;

/** Asks whether there is room for somebody like this; nobody is named. */
export function NewInquiryPage() {
  const { t } = useTranslation('vacancyInquiries');
  const terms = useQuery(inquiryTermsQuery);
  return (
    <Page
      title={t('form.title')}
      lead={
        <>
          <p>{t('lead')}</p>
          <p>{t('form.noPerson')}</p>
        </>
      }
      trail={[{ to: '/vacancy-inquiries', label: t('title') }]}
    >
      <Loaded query={terms}>{(found) => <InquiryForm terms={found} />}</Loaded>
    </Page>
  );
}

function InquiryForm({ terms }: { terms: InquiryTerms }) {
  const { t } = useTranslation('vacancyInquiries');
  const [params] = useSearchParams();
  const month = useMonth();
  const say = useSay();
  const navigate = useNavigate();
  const keyFor = useAttemptKey();
  const faults = useFaults();
  const check = useNoteCheck(faults);
  const places = useQuery(placesQuery).data;
  const agencyId = params.get('agency');
  const [typed, setTyped] = useState({
    recipientAgencyIds: agencyId ? [agencyId] : [],
    serviceKind: '',
    areaCode: '',
    ageBand: '',
    disabilities: [] as string[],
    needs: [] as string[],
    startMonth: '',
    note: '',
    days: '5',
  });
  const asking = useMutation({
    mutationFn: askForRoom,
    onSuccess: ({ id }) => {
      say(t('form.sent'));
      return navigate(`/vacancy-inquiries/${id}`);
    },
    onError: check.takeFailure,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    const missing = (
      [
        ['recipientAgencyIds', typed.recipientAgencyIds.length > 0, 'needAgency'],
        ['serviceKind', typed.serviceKind, 'needKind'],
        ['areaCode', typed.areaCode, 'needArea'],
        ['ageBand', typed.ageBand, 'needBand'],
        ['startMonth', typed.startMonth, 'needMonth'],
      ] as const
    ).flatMap(([field, given, text]) => (given ? [] : [{ field, detail: t(`form.${text}`) }]));
    if (faults.refuse(missing)) return;
    const input = { ...typed, days: Number(typed.days), noteChecked: check.isChecked } as InquiryInput;
    asking.mutate({ key: keyFor(input), input });
  }
  const select = (field: 'serviceKind' | 'areaCode' | 'startMonth', label: string, choices: Choice[]) => (
    <Select
      id={field}
      label={label}
      required
      blank={t('form.choose')}
      value={typed[field]}
      error={faults.of(field)}
      choices={choices}
      onChange={(event) => setTyped({ ...typed, [field]: event.target.value })}
    />
  );
  const ticks = (field: 'disabilities' | 'needs', label: string) => (
    <Fieldset id={field} label={label} error={faults.of(field)}>
      <div className="@container">
        <div className="grid gap-x-6 @lg:grid-cols-2">
          {terms[field].map(({ code, name }) => (
            <Checkbox
              key={code}
              label={name}
              checked={typed[field].includes(code)}
              onChange={(event) =>
                setTyped({
                  ...typed,
                  [field]: event.target.checked
                    ? [...typed[field], code]
                    : typed[field].filter((other) => other !== code),
                })
              }
            />
          ))}
        </div>
      </div>
    </Fieldset>
  );
  return (
    <form noValidate onSubmit={submit} className="grid gap-5">
      <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
      <Card title={t('form.agencies')}>
        <AskedAgencies
          ids={typed.recipientAgencyIds}
          error={faults.of('recipientAgencyIds')}
          onChange={(recipientAgencyIds) => setTyped({ ...typed, recipientAgencyIds })}
        />
      </Card>
      <Card title={t('page.asked')}>
        <div className="grid max-w-3xl gap-5">
          {select('serviceKind', t('form.kind'), (places?.kinds ?? []).map(asChoice))}
          {select('areaCode', t('form.area'), municipalities(places?.areas ?? []))}
          <RadioGroup
            name="ageBand"
            label={t('form.ageBand')}
            required
            inline
            value={typed.ageBand}
            error={faults.of('ageBand')}
            choices={terms.ageBands.map(asChoice)}
            onChange={(ageBand) => setTyped({ ...typed, ageBand })}
          />
          {ticks('disabilities', t('form.disabilities'))}
          {ticks('needs', t('form.needs'))}
          {select(
            'startMonth',
            t('form.startMonth'),
            comingMonths().map((value) => ({ value, label: month(value) })),
          )}
          <NoteField
            value={typed.note}
            error={faults.of('note')}
            check={check}
            onChange={(note) => setTyped({ ...typed, note })}
          />
          <RadioGroup
            name="days"
            label={t('form.days')}
            inline
            value={typed.days}
            choices={waits.map((count) => ({ value: String(count), label: t('form.daysOf', { count }) }))}
            onChange={(days) => setTyped({ ...typed, days })}
          />
        </div>
      </Card>
      <Button type="submit" className="w-fit" busy={asking.isPending}>
        {t('form.send')}
      </Button>
    </form>
  );
}

type Choice = { value: string; label: string };
const asChoice = ({ code, name }: { code: string; name: string }): Choice => ({ value: code, label: name });

type Area = { code: string; name: string; level: string; parentCode: string | null };

/** The municipalities, each behind its prefecture where there are several of them. */
function municipalities(areas: readonly Area[]): Choice[] {
  const above = new Map(areas.map((area) => [area.code, area]));
  const prefectureOf = (area: Area): Area => {
    const parent = above.get(area.parentCode ?? '');
    return parent ? prefectureOf(parent) : area;
  };
  const several = areas.filter(({ level }) => level === 'prefecture').length > 1;
  return areas
    .filter(({ level }) => level === 'municipality')
    .map((area) => ({
      value: area.code,
      label: several ? `${prefectureOf(area).name}　${area.name}` : area.name,
    }));
}

function comingMonths(): string[] {
  const [year = 0, month = 1] = todayInTokyo().split('-').map(Number);
  return Array.from({ length: monthsAhead }, (_, ahead) =>
    new Date(Date.UTC(year, month - 1 + ahead, 1)).toISOString().slice(0, 7),
  );
}
