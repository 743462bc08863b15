// The peers in Node: intl-messageformat, i18next and messageformat 4 (MessageFormat 2), hand-wired from the same texts.
//
// One JSON value a line comes in, one goes out. `texts` compiles the messages; `show` renders reminders and gives the
// results back; `time` renders them with each peer in turn and gives CPU microseconds a message. Values are formatted
// once a message by Intl objects made beforehand, and escaped once for HTML, as in the Python peers. Nothing is checked.

import { createInterface } from 'node:readline'

const MESSAGES = ['subject', 'preheader', 'text', 'body']
const DAY = 86400000
const versions = { node: process.versions.node, icu: process.versions.icu }
const missing = {}

async function load(name) {
  try {
    return await import(name)
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error
    missing[name] = 'not installed'
  }
}

const packages = {
  'intl-messageformat': await load('intl-messageformat'),
  i18next: await load('i18next'),
  messageformat: await load('messageformat'),
}

const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', "'": '&#39;', '"': '&#34;' }
const escape = (text) => (/[&<>'"]/.test(text) ? text.replace(/[&<>'"]/g, (char) => ESCAPES[char]) : text)
const isolated = (text) => (/[0-9A-Za-z]/.test(text) ? `\u2068${text}\u2069` : text)
const grouped = (iban) => iban.replace(/(.{4})(?=.)/g, '$1 ')

// Each value is a function of the reminder, as plain data, and of the new deadline.
function valuesOf(kind) {
  const tag = `${kind.locale}-u-nu-latn`
  const wrapped = kind.rtl ? isolated : (text) => text
  const plurals = new Intl.PluralRules(tag)
  const integers = new Intl.NumberFormat(tag)
  const amounts = new Map()
  const makers = {
    pattern: ({ forms }) => (data) => {
      const { given_name, family_name, gender } = data.customer
      const values = { given: given_name, family: family_name, phone: data.sender.phone, email: data.sender.email }
      return forms[gender].replace(/\{(\w+)\}/g, (_, name) => values[name])
    },
    field: ({ path: [part, name] }) => (data) => wrapped(part === 'invoice' ? data.invoices[0][name] : data[part][name]),
    brand: ({ name }) => (data) => wrapped(data.sender.brand[name]),
    account: ({ number, name }) => (data) => wrapped(data.payment.accounts[number][name]),
    iban: () => (data) => wrapped(grouped(data.payment.iban)),
    url: () => (data) => data.payment.url,
    color: () => (data) => data.sender.brand.color,
    fixed: ({ text }) => () => text,
    days: ({ forms }) => (data) => {
      const count = Math.round((new Date(data.as_of) - new Date(data.invoices[0].due_on)) / DAY)
      return forms ? forms[plurals.select(count)].replace('{n}', integers.format(count)) : integers.format(count)
    },
    day: ({ name, options, after, first, wide }) => {
      const format = new Intl.DateTimeFormat(tag, { ...options, timeZone: 'UTC' })
      const write = (day) => {
        const text = format.format(day) + after
        if (wide) return text.replace('(', '（').replace(')', '）')
        return first && day.getUTCDate() === 1 ? text.replace('1', first) : text
      }
      if (name === 'pay_by') return (_, payBy) => write(payBy)
      if (name === 'as_of') return (data) => write(new Date(data.as_of))
      return (data) => write(new Date(data.invoices[0][name]))
    },
    due: ({ yen }) => (data) => {
      const { amount, paid, currency } = data.invoices[0]
      let format = amounts.get(currency)
      if (!format) amounts.set(currency, (format = yen ? integers : new Intl.NumberFormat(tag, { style: 'currency', currency })))
      return wrapped(format.format(amount - (paid ?? 0)) + yen)
    },
  }
  const computed = kind.values.map(([name, spec]) => [name, makers[spec.type](spec)])
  const daysOff = new Set(kind.daysOff)
  return (data) => {
    let payBy = new Date(data.as_of).getTime() + kind.days * DAY
    while (daysOff.has((new Date(payBy).getUTCDay() + 6) % 7)) payBy += DAY
    const found = {}, day = new Date(payBy)
    for (const [name, value] of computed) found[name] = value(data, day)
    return found
  }
}

function handWired(kind, plainFormats, richBody, escapesItself = false) {
  const values = valuesOf(kind)
  const [subject, preheader, text] = plainFormats
  return (data) => {
    const plain = values(data)
    const head = [subject(plain), preheader(plain)]
    const rich = {}
    for (const name in plain) rich[name] = escape(plain[name])
    rich.subject = escape(head[0])
    rich.preheader = escape(head[1])
    let page = ''
    for (const [literal, name] of kind.before) page += name ? literal + rich[name] : literal
    page += richBody(escapesItself ? plain : rich)
    for (const [literal, name] of kind.after) page += name ? literal + rich[name] : literal
    return [head[0], head[1], text(plain), page]
  }
}

const peers = {
  'intl-messageformat': ({ IntlMessageFormat }, kind) => {
    const formats = MESSAGES.map((name) => {
      const message = new IntlMessageFormat(kind.icu[name], kind.locale, undefined, { ignoreTag: true })
      return (values) => message.format(values)
    })
    return handWired(kind, formats, formats[3])
  },
  i18next: ({ default: i18next }, kind) => {
    const made = (escapeValue) => {
      const one = i18next.createInstance()
      one.init({
        lng: kind.locale, resources: { [kind.locale]: { translation: kind.i18next } }, initAsync: false,
        keySeparator: false, nsSeparator: false, interpolation: { escapeValue, escape }, showSupportNotice: false,
      })
      return (name) => (values) => one.t(name, values)
    }
    return handWired(kind, MESSAGES.map(made(false)), made(true)('body'), true)
  },
  messageformat: ({ MessageFormat }, kind) => {
    const formats = MESSAGES.map((name) => {
      const message = new MessageFormat(kind.locale, kind.mf2[name], { bidiIsolation: 'none' })
      return (values) => message.format(values)
    })
    return handWired(kind, formats, formats[3])
  },
}

let renders = {}
const commands = {
  texts: (kinds) => {
    const made = Object.entries(packages).filter(([, found]) => found)
    renders = Object.fromEntries(made.map(([name, found]) => [name, kinds.map((kind) => peers[name](found, kind))]))
    return { peers: Object.keys(renders), missing, versions }
  },
  show: (rows) => Object.fromEntries(
    Object.entries(renders).map(([name, made]) => [name, rows.map(([kind, data]) => made[kind](data))])),
  time: (rows) => Object.fromEntries(Object.entries(renders).map(([name, made]) => {
    let length = 0
    const start = process.cpuUsage()
    for (const [kind, data] of rows) length += made[kind](data)[3].length
    const { user, system } = process.cpuUsage(start)
    return [name, length && (user + system) / rows.length]
  })),
}

for await (const line of createInterface({ input: process.stdin })) {
  const [command, value] = JSON.parse(line)
  process.stdout.write(JSON.stringify(commands[command](value)) + '\n')
}
