import type { PairInFull } from '../../apps/web/src/features/upkeep/api/duplicates.js';
import {
  choiceKey,
  takenFields,
  usedSide,
} from '../../apps/web/src/features/upkeep/components/chosen-fields.js';
import { marksOf, toldApart } from '../../apps/web/src/features/upkeep/told-apart.js';

const side = (id: string) => ({
  ...{ id, name: '同じ名前', typeName: '', areaName: null, phone: null, inPortal: false, version: 1 },
  ...{ status: 'active', ties: [] },
  ...{ registeredOn: '2026-01-01', sources: [], unpublishes: [] },
  freshness: { level: 'never' as const, text: '' },
  hands: { services: [], combined: [], windows: [], traineeOffers: [] },
});
const field = (name: string, one: string | null, other: string | null) => ({
  ...{ field: name, label: name, one, other, same: one === other, choosable: true },
});
const pair: PairInFull = {
  ...{ id: 'p', score: 1, state: 'open', decidedBy: null, reasons: [] },
  ...{ one: side('1'), other: side('2') },
  fields: [field('latitude', '35', '36'), field('longitude', '139', '140'), field('phone', '1', '2')],
};

describe('the choice between two entries', () => {
  it('tells two of the same name apart', () => {
    const { one, other } = toldApart(pair);
    expect([one.name, other.name]).toEqual(['A　同じ名前', 'B　同じ名前']);
    const number = { ...field('officeNumber', '9910000001', '9910000002'), label: '事業所番号' };
    expect(marksOf({ ...pair, fields: [number] }, pair.other)).toBe('事業所番号 9910000002');
  });

  it('takes latitude and longitude from the same side, whichever was chosen', () => {
    for (const chosen of ['latitude', 'longitude']) {
      const choices = { [choiceKey(chosen)]: '2' };
      expect(takenFields(pair, pair.one, choices)).toEqual(['latitude', 'longitude']);
    }
    expect(usedSide(pair.fields[2]!, pair, pair.one, {})).toBe('1');
  });
});
