import { Conflict, Invalid } from '#libs/platform';
import { type TellingKind, tellingKinds } from './telling-words.js';

/** The inquiry is closed (409). */
export class InquiryClosed extends Conflict {
  constructor() {
    super('vacancy_inquiry.closed', 'この空き照会は、締め切られています。');
  }
}

/** A text may tell who somebody is; whoever has looked says so and sends it again (422). */
export class TellingWords extends Invalid {
  constructor(found: readonly TellingKind[]) {
    const names = found.map((kind) => tellingKinds[kind]).join('・');
    super(
      [
        {
          field: 'note',
          label: '補足',
          detail: `${names}のような言葉があります。だれのことか分かる内容は書かないでください。`,
        },
      ],
      'vacancy_inquiry.telling',
      '個人が分かる言葉が入っているかもしれません。確かめてから送ってください。',
    );
  }
}
