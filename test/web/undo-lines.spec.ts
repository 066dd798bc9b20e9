import { undoLines } from '../../apps/web/src/features/directory/undo-lines.js';

const line = { path: 'phone', label: '電話番号', conflict: false, now: null, refused: false };

describe('taking a change back', () => {
  it('leads from what stands there now to what stood there before', () => {
    const lines = undoLines({
      lines: [
        { ...line, before: '1', after: '2' },
        { ...line, path: 'fax', before: '3', after: '4', conflict: true, now: '5' },
        { ...line, path: 'email', before: null, after: 'new', conflict: true, now: null },
        { ...line, path: 'url', before: '6', after: '7', refused: true },
      ],
    });
    expect(lines.map(({ path, before, after }) => [path, before, after])).toEqual([
      ['phone', '2', '1'],
      ['fax', '5', '3'],
      ['email', null, null],
    ]);
    expect(lines.some(({ conflict }) => conflict)).toBe(false);
  });
});
