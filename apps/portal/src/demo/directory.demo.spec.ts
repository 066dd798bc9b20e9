import { openFeatures, type OpeningRules } from '#libs/directory';
import { demoDirectory } from './directory.demo.js';

const today = '2026-11-20';
const { agencies } = demoDirectory(today);

describe('the demo directory', () => {
  it('has agencies that open on Sundays, and some that do so in the evening', () => {
    const rules = agencies.map(({ services }) =>
      (services ?? []).flatMap(({ opening }) => (opening ? [openFeatures(opening as OpeningRules)] : [])),
    );
    expect(rules.filter((all) => all.some(({ sunday }) => sunday)).length).toBeGreaterThan(50);
    expect(rules.filter((all) => all.some(({ evening }) => evening)).length).toBeGreaterThan(50);
  });

  it('was not written today: what is old was changed before it was confirmed, and listed before that', () => {
    for (const { name, listedOn = '', changedOn = '', confirmedOn = today } of agencies)
      expect([name, listedOn < changedOn && changedOn <= confirmedOn]).toEqual([name, true]);
    expect(agencies.filter(({ changedOn }) => changedOn === today).length).toBeLessThan(20);
  });
});
