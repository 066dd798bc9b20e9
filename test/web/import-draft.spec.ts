import type { ImportJob } from '../../apps/web/src/features/imports/api/get-import.js';
import {
  claimedTwice,
  draftOf,
  requestOf,
  withArea,
} from '../../apps/web/src/features/imports/import-draft.js';

const suggested = {
  ...{ layout: null, layoutName: null, serviceKind: 'group_home', agencyType: null, prefecture: '19' },
  ...{ repair: true, leaveOut: false, openData: false },
  columns: [
    { column: '名称', field: 'name' },
    { column: '住所', field: 'address' },
  ],
};
const job = (part: object): ImportJob =>
  ({
    fileName: '山梨県_グループホーム一覧_202604.csv',
    found: { source: null, suggested },
    settings: null,
    source: null,
    ...part,
  }) as unknown as ImportJob;

describe('the draft of what a list is', () => {
  it('begins with what was found, and a name out of that of the file', () => {
    expect(draftOf(job({}))).toMatchObject({
      ...{ source: '', sourceName: '山梨県_グループホーム一覧', serviceKind: 'group_home', prefecture: '19' },
      fields: { 名称: 'name', 住所: 'address' },
    });
  });

  it('goes on with what was settled, and with the source that is known', () => {
    const settings = { ...suggested, columns: [{ column: '名称', field: 'kana' }], repair: false };
    const draft = draftOf(job({ settings, source: { code: 'list-1', name: '一覧' } }));
    expect(draft).toMatchObject({
      source: 'list-1',
      sourceName: '',
      repair: false,
      fields: { 名称: 'kana' },
    });
  });

  it('is sent without the columns that are not taken over', () => {
    const draft = { ...draftOf(job({})), fields: { 名称: 'name', 住所: '' }, agencyType: '' };
    expect(requestOf(draft, null)).toMatchObject({
      ...{
        source: null,
        sourceName: '山梨県_グループホーム一覧',
        agencyType: null,
        serviceKind: 'group_home',
      },
      columns: [{ column: '名称', field: 'name' }],
    });
  });

  it('takes over all areas, or those that were chosen', () => {
    expect(requestOf(draftOf(job({})), null).areas).toEqual([]);
    const draft = draftOf(job({ settings: { ...suggested, areas: ['13'] } }));
    expect(requestOf(draft, null).areas).toEqual(['13']);
    expect(requestOf({ ...draft, onlyAreas: false }, null).areas).toEqual([]);
  });

  it('chooses a prefecture or some of its municipalities, never both', () => {
    const within = { prefecture: '13', municipalities: ['13101', '13102'] };
    expect(withArea(['19', '13101'], '13', within)).toEqual(['19', '13']);
    expect(withArea(['19', '13'], '13102', within)).toEqual(['19', '13102']);
    expect(withArea(['19', '13'], '13', within)).toEqual(['19']);
  });

  it('knows which fields two columns claim', () => {
    const fields = { 名称: 'name', 施設名: 'name', 住所: '', 所在地: '' };
    expect(claimedTwice({ ...draftOf(job({})), fields })).toEqual(['name']);
  });
});
