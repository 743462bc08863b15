// Dates, ranges and days from today of every locale that both ICU and CLDR have: one JSON array a line.
// usage: node dates.mjs LOCALE…
const CALENDARS = ['gregory', 'buddhist', 'persian', 'islamic-umalqura', 'roc', 'japanese'];
const DAYS = ['2001-01-09', '2019-05-01', '2024-02-29', '2026-11-22', '2028-12-31'];
const PAIRS = [['2026-03-05', '2026-03-08'], ['2026-06-28', '2026-11-02'], ['2018-12-29', '2027-01-05']];
const STYLES = ['full', 'long', 'medium', 'short'];
const numeric = 'numeric';
const SKELETONS = {
  MMMMd: { month: 'long', day: numeric }, yMMMM: { year: numeric, month: 'long' }, yMMMEd: { year: numeric, month: 'short', day: numeric, weekday: 'short' },
  yMd: { year: numeric, month: numeric, day: numeric }, yMMMd: { year: numeric, month: 'short', day: numeric }, yMMMMd: { year: numeric, month: 'long', day: numeric },
};
const at = day => new Date(day + 'T12:00Z');
const print = row => console.log(JSON.stringify(row));
for (const locale of process.argv.slice(2)) {
  const make = (calendar, options) => new Intl.DateTimeFormat(locale, { calendar, numberingSystem: 'latn', timeZone: 'UTC', ...options });
  if (make().resolvedOptions().locale !== new Intl.Locale(locale).toString()) continue;
  for (const calendar of CALENDARS) {
    for (const style of STYLES) for (const day of DAYS) print(['date', locale, calendar, style, day, make(calendar, { dateStyle: style }).format(at(day))]);
    for (const [name, options] of Object.entries(SKELETONS)) {
      const format = make(calendar, options);
      print(['skeleton', locale, calendar, name, DAYS[2], format.format(at(DAYS[2]))]);
      if (name.startsWith('y') && name.endsWith('Md')) for (const [a, b] of PAIRS) print(['range', locale, calendar, name, `${a} ${b}`, format.formatRange(at(a), at(b))]);
    }
  }
  for (const style of STYLES) for (const time of ['00:05', '12:00', '19:30']) print(['date_time', locale, 'gregory', style, `2026-03-05T${time}`,
    make('gregory', { dateStyle: style, timeStyle: 'short' }).format(new Date(`2026-03-05T${time}Z`))]);
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', numberingSystem: 'latn' });
  for (const n of [-1234, -30, -3, -2, -1, 0, 1, 2, 3, 11, 21]) print(['relative', locale, 'gregory', '', n, relative.format(n, 'day')]);
  const unit = new Intl.NumberFormat(locale, { style: 'unit', unit: 'day', unitDisplay: 'long', numberingSystem: 'latn' });
  for (const n of [0, 1, 2, 3, 5, 11, 14, 21, 100, 1234]) print(['days', locale, 'gregory', '', n, unit.format(n)]);
}
