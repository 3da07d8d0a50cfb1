import { sql } from '../../lake/index.ts';

/** 1 on Saturday and Sunday, else 0, on the clock of the data set. */
export function weekend(at: string, utcOffsetSeconds: number): string {
  return weekendOfDay(sql.localDay(at, utcOffsetSeconds));
}

/** The same of a day counted from 1970-01-01, which was a Thursday. */
export function weekendOfDay(day: string): string {
  const fromMonday = `(${day} + 3)`;
  return `(case when ${fromMonday} - 7 * ${sql.floorDivision(fromMonday, 7)} >= 5 then 1 else 0 end)`;
}

/** Days of each kind (weekend, days) on which a table has rows; what comes on the same days has as many slots. */
export function daysOf(table: string, at: string, utcOffsetSeconds: number): string {
  const days = `select distinct ${sql.localDay(at, utcOffsetSeconds)} as day from ${table}`;
  return `(select ${weekendOfDay('day')} as weekend, count(*) as days from (${days}) as seen group by ${weekendOfDay('day')})`;
}

/** The part of the week a habit falls in, 0 to 47: the hour of the day, on working days or at the weekend. */
export function hourOfHabit(at: string, utcOffsetSeconds: number): string {
  return `(2 * ${sql.localHour(at, utcOffsetSeconds)} + ${weekend(at, utcOffsetSeconds)})`;
}
