import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { RadioGroup } from '../../../components/radio-group.js';
import { TextLink } from '../../../components/text-link.js';
import { useSay } from '../../../components/toast.js';
import { useFaults } from '../../../components/use-faults.js';
import { approvalSettingQuery, setApprovalRule, type ApprovalSetting } from '../api/approvals.js';

const rules = ['never', 'not_urgent', 'always'] as const;

/** Whether superiors of the agency approve what it sends. */
export function ApprovalSettingPage() {
  const { t } = useTranslation('approvals');
  const setting = useQuery(approvalSettingQuery);
  return (
    <Page
      title={t('setting.title')}
      lead={t('setting.lead')}
      trail={[{ to: '/approvals', label: t('setting.trail') }]}
    >
      <Loaded query={setting}>{(found) => <RuleForm key={found.version} setting={found} />}</Loaded>
    </Page>
  );
}

function RuleForm({ setting }: { setting: ApprovalSetting }) {
  const { t } = useTranslation('approvals');
  const say = useSay();
  const faults = useFaults();
  const [rule, setRule] = useState(setting.rule);
  const saving = useMutation({
    mutationFn: setApprovalRule,
    onSuccess: () => say(t('setting.saved')),
    onError: faults.takeFailure,
  });
  const maySet = setting.mayChange;
  function submit(event: FormEvent): void {
    event.preventDefault();
    saving.mutate({ rule, version: setting.version });
  }
  return (
    <Card>
      <form noValidate onSubmit={submit} className="grid max-w-prose gap-5">
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <RadioGroup
          name="rule"
          label={t('setting.rule')}
          value={rule}
          onChange={(value) => setRule(value as typeof rule)}
          choices={rules.map((value) => ({
            value,
            label: t(`setting.rules.${value}`),
            support: t(`setting.means.${value}`),
            disabled: !maySet,
          }))}
        />
        <p>{t('setting.who')}</p>
        <p>
          <TextLink to="/absences">{t('setting.absences')}</TextLink>
        </p>
        {maySet ? (
          <Button type="submit" className="w-fit" busy={saving.isPending}>
            {t('setting.save')}
          </Button>
        ) : (
          <p className="text-solid-gray-700">{t('setting.onlyManagers')}</p>
        )}
      </form>
    </Card>
  );
}
