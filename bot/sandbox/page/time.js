// Dates and times of day as people in Almaty read them.

const ZONE = "Asia/Almaty";
const DAY = 86_400_000;

// Own names of months: browsers come without Kazakh.
const MONTHS = {
  kk: ["қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан"],
  ru: ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"],
  en: ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
};
const WEEKDAYS = {
  kk: ["жексенбі", "дүйсенбі", "сейсенбі", "сәрсенбі", "бейсенбі", "жұма", "сенбі"],
  ru: ["воскресенье", "понедельник", "вторник", "среда", "четверг", "пятница", "суббота"],
  en: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
};

const PARTS = new Intl.DateTimeFormat("en-GB", {
  timeZone: ZONE, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
});

/** @param {Date} moment */
function parts(moment) {
  const found = Object.fromEntries(PARTS.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
  return { year: found.year, month: found.month, day: found.day, hour: found.hour, minute: found.minute };
}

const two = (number) => String(number).padStart(2, "0");

/** "09:05" @param {Date} moment */
export function timeOfDay(moment) {
  const { hour, minute } = parts(moment);
  return `${two(hour)}:${two(minute)}`;
}

/** "2025-10-19": the same for all moments of one day in Almaty. @param {Date} moment */
export function dayKey(moment) {
  const { year, month, day } = parts(moment);
  return `${year}-${two(month)}-${two(day)}`;
}

/** "19 қазан", with the year when it is not that of `now`. */
export function dayName(moment, now, locale) {
  const { year, month, day } = parts(moment);
  const name = `${day} ${MONTHS[locale][month - 1]}`;
  if (year === parts(now).year) return name;
  return { kk: `${year} жылғы ${name}`, ru: `${name} ${year} г.`, en: `${name} ${year}` }[locale];
}

/** @param {Date} moment */
export function weekday(moment, locale) {
  const { year, month, day } = parts(moment);
  return WEEKDAYS[locale][new Date(Date.UTC(year, month - 1, day)).getUTCDay()];
}

/** How many days `moment` lies before `now` by the calendar: 0 today, 1 yesterday, -1 tomorrow. */
export function daysAgo(moment, now) {
  return Math.round((Date.parse(dayKey(now)) - Date.parse(dayKey(moment))) / DAY);
}

/** The moment when clocks in Almaty show this hour and minute on the day after `now`. */
export function tomorrowAt(now, hour, minute) {
  const { year, month, day, hour: h, minute: m } = parts(now);
  const wholeMinute = Math.floor(now.getTime() / 60_000) * 60_000;
  const offset = Date.UTC(year, month - 1, day, h, m) - wholeMinute;
  return new Date(Date.UTC(year, month - 1, day + 1, hour, minute) - offset);
}
