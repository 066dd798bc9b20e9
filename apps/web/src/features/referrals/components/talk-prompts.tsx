import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.js';
import { conversationQuery, type LineConversation } from '../api/conversation.js';
import type { Referral } from '../api/get-referral.js';
import type { FormedAction } from '../talk-forms.js';
import { TalkDialog } from './talk-dialog.js';

/** What somebody waits for: these stand among the steps of the referral. */
const awaited: readonly FormedAction[] = [
  'answer',
  'answer_proposal',
  'answer_stop',
  'answer_transfer',
  'begin_onward',
  'choose_time',
  'record_outcome',
];

/** Questions, proposals and wishes of the other agency that wait for an answer. */
export function TalkPrompts({ referral }: { referral: Referral }) {
  const { t } = useTranslation('conversation');
  const conversation = useQuery({ ...conversationQuery(referral.id), enabled: referral.status !== 'draft' });
  const [asking, setAsking] = useState<{ line: LineConversation; action: FormedAction }>();
  const prompts = (conversation.data?.lines ?? []).flatMap((line) =>
    awaited.filter((action) => line.can.includes(action)).map((action) => ({ line, action })),
  );
  if (prompts.length === 0) return null;
  const isSeveral = (conversation.data?.lines.length ?? 0) > 1;
  return (
    <div className="no-print flex flex-wrap gap-3">
      {prompts.map(({ line, action }) => (
        <Button key={`${line.lineId}${action}`} onClick={() => setAsking({ line, action })}>
          {t(`action.${action}.label`)}
          {isSeveral && `（${line.otherAgency.name}）`}
        </Button>
      ))}
      {asking && (
        <TalkDialog
          key={asking.action}
          referralId={referral.id}
          line={asking.line}
          action={asking.action}
          onClose={() => setAsking(undefined)}
        />
      )}
    </div>
  );
}
