// What ICU prints in each locale and calendar, in parts: one JSON object a line for icu.py, which reads the
// patterns off them. usage: node calendars.mjs < '{"locales": ["de", …], "avoid": {"gregorian": {}, "generic": {"gl": ["full"]}}}'
// `avoid` names patterns with a week-based year, on which formatToParts of Node 24.0.0 ends the process.
import { readFileSync, writeSync } from 'node:fs';

const { locales, avoid } = JSON.parse(readFileSync(0, 'utf8'));
const DAY = 864e5;
const CALENDARS = {
  gregory: [], buddhist: [], persian: [], 'islamic-umalqura': [], roc: ['1900-03-03'],
  japanese: ['2019-05-03', '2019-04-03', '2000-03-03', '1950-03-03', '1920-03-03', '1880-03-03'],
};
const STYLES = Object.fromEntries(['full', 'long', 'medium', 'short'].map(style => [style, { dateStyle: style }]));
const SKELETONS = {
  MMMMd: { month: 'long', day: 'numeric' },
  yMMMM: { year: 'numeric', month: 'long' },
  yMMMEd: { year: 'numeric', month: 'short', day: 'numeric', weekday: 'short' },
  yMd: { year: 'numeric', month: 'numeric', day: 'numeric' },
  yMMMd: { year: 'numeric', month: 'short', day: 'numeric' },
  yMMMMd: { year: 'numeric', month: 'long', day: 'numeric' },
};
const RANGES = ['yMd', 'yMMMd', 'yMMMMd'];
const NAMES = {
  MMMM: ['month', SKELETONS.MMMMd], MMM: ['month', { month: 'short', day: 'numeric' }],
  LLLL: ['month', { month: 'long' }], LLL: ['month', { month: 'short' }],
  EEEE: ['weekday', { weekday: 'long', day: 'numeric' }],
  G: ['era', { year: 'numeric', era: 'short' }], GGGG: ['era', { year: 'numeric', era: 'long' }], GGGGG: ['era', { year: 'numeric', era: 'narrow' }],
};

const make = (locale, calendar, options) => new Intl.DateTimeFormat(locale, { calendar, numberingSystem: 'latn', timeZone: 'UTC', ...options });
const values = parts => Object.fromEntries(parts.map(part => [part.type, part.value]));
const at = iso => new Date(iso + 'T12:00Z');
const iso = time => new Date(time).toISOString().slice(0, 10);
const after = (day, days) => iso(+at(day) + days * DAY);

// The third day of each month from 2026 on, in the calendar's own reckoning: one digit shows whether a pattern pads.
function sampleOf(calendar) {
  const numeric = make('en', calendar, { year: 'numeric', month: 'numeric', day: 'numeric' });
  const read = day => { const { year, month, day: date } = values(numeric.formatToParts(at(day))); return [+year, +month, +date]; };
  const thirds = [];
  for (let day = '2026-01-01'; thirds.length < 26; day = after(day, 1)) if (read(day)[2] === 3) thirds.push(day);
  const singles = [...thirds.slice(0, 13), ...CALENDARS[calendar]];
  const [year, month] = [0, 1].map(part => day => read(day)[part]);
  const pairs = thirds.slice(0, 12);
  const ranges = {
    d: pairs.map(day => [day, after(day, 4)]),
    M: pairs.map((day, index) => [day, thirds[index + 1]]).filter(([a, b]) => year(a) === year(b)),
    y: pairs.map((day, index) => [day, thirds[index + 13]]).filter(([a, b]) => year(a) !== year(b) && month(a) !== month(b)),
  };
  if (calendar === 'japanese') ranges.G = [['2019-04-03', '2019-05-03'], ['2000-03-03', thirds[0]]];
  const days = Object.fromEntries([...singles, ...Object.values(ranges).flat(2)].map(day => [day, read(day)]));
  return { singles, ranges, days };
}

const plain = parts => parts.map(({ type, value }) => [type, value]);
const samples = Object.fromEntries(Object.keys(CALENDARS).map(calendar => [calendar, sampleOf(calendar)]));
const print = row => writeSync(1, JSON.stringify(row) + '\n');
for (const [calendar, { days }] of Object.entries(samples)) print({ calendar, days });
for (const locale of locales) {
  if (make(locale).resolvedOptions().locale !== new Intl.Locale(locale).toString()) continue;
  for (const [calendar, { singles, ranges, days }] of Object.entries(samples)) {
    const shunned = avoid[calendar === 'gregory' ? 'gregorian' : 'generic'][locale] ?? [];
    const row = { locale, calendar, patterns: {}, names: {} };
    for (const [name, options] of Object.entries({ ...STYLES, ...SKELETONS })) {
      if (shunned.includes(name)) continue;
      const format = make(locale, calendar, options);
      row.patterns[name] = singles.map(day => [plain(format.formatToParts(at(day))), day, day]);
      if (RANGES.includes(name)) for (const [field, pairs] of Object.entries(ranges)) if (!shunned.includes(`${name}/${field}`))
        row.patterns[`${name}/${field}`] = pairs.map(([a, b]) => [plain(format.formatRangeToParts(at(a), at(b))), a, b]);
    }
    for (const [letters, [type, options]] of Object.entries(NAMES)) {
      const format = make(locale, calendar, options);
      row.names[letters] = Object.fromEntries(Object.keys(days).map(day => [day, values(format.formatToParts(at(day)))[type] ?? null]));
    }
    print(row);
  }
}
