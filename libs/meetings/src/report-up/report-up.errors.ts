import { Conflict } from '#libs/platform';
import { type ReportState, reportStates } from './report-up.status.js';

/** The report is in a state in which this does not happen (409). */
export class ReportNotReady extends Conflict {
  constructor(state: ReportState) {
    super(
      'report_up.wrong_state',
      `この報告は「${reportStates[state]}」のため、この操作はできません。画面を読み込み直してください。`,
      { state },
    );
  }
}

/** There is nothing to report, nobody to report to, or it has been reported (409). */
export class ReportNotBegun extends Conflict {
  constructor(why: 'no_parent' | 'not_approved' | 'begun') {
    const words = {
      no_parent: 'この会議体には親会がありません。会議体の編集で親会を選んでください。',
      not_approved: '親会への報告は、議事録が承認されてから作れます。',
      begun: 'この議事録の報告は、すでに作られています。',
    };
    super(`report_up.${why}`, words[why]);
  }
}
