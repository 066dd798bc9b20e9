import { registerDecorator, type ValidationOptions } from 'class-validator';

/** A day of the calendar written YYYY-MM-DD, between 1868 and 2200; 2026-02-30 is none. */
export function isCalendarDay(options: ValidationOptions): PropertyDecorator {
  return (target, propertyName) => {
    registerDecorator({
      name: 'isCalendarDay',
      target: target.constructor,
      propertyName: String(propertyName),
      options,
      validator: { validate: isDay },
    });
  };
}

function isDay(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const day = new Date(`${value}T00:00:00Z`);
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== value) return false;
  return value >= '1868-01-01' && value <= '2200-12-31';
}
