// Dates that are known only so far, as the server keeps them: "2013", "2013-02", "2013-02-06", and ">=2013-02-06"
// for some time from then on. The rules are those of xieshou.kernel.period; a test holds them to it.

const FIRST_YEAR = 1996;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const iso = (year, month, day) => new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);

/** The first day that a date can mean. */
export function firstDay(text) {
  return `${text.replace(">=", "")}-01-01`.slice(0, 10);
}

/** The last day that a date can mean; null where it may be any later one. */
export function lastDay(text) {
  if (text.startsWith(">=")) return null;
  const [year, month, day] = text.split("-").map(Number);
  if (day) return text;
  return month ? iso(year, month, 0) : iso(year, 12, 0);
}

/** Was the pairing in force on the day, by the convention that a date stands for its first day? */
export function covers(pairing, on) {
  return (!pairing.since || firstDay(pairing.since) <= on) && (!pairing.until || on < firstDay(pairing.until));
}

/** Of a pairing in force: may it not have begun yet? */
export function unsure(pairing, on) {
  if (!pairing.since) return false;
  const last = lastDay(pairing.since);
  return last === null || last > on;
}

/** The last day of a month of the time line, counted from January 1996. */
export function dayOfMonth(months) {
  return iso(FIRST_YEAR, months + 1, 0);
}

/** The month of a day, as the time line counts. */
export function monthOfDay(day) {
  const [year, month] = day.split("-").map(Number);
  return (year - FIRST_YEAR) * 12 + month - 1;
}

/** A day or month in words: 2013年2月6日, Feb 2013. */
export function inWords(text, english) {
  const [year, month, day] = text.split("-").map(Number);
  if (english) return [day, MONTHS[month - 1], year].filter(Boolean).join(" ");
  const shown = { year: "numeric", month: "long", ...(day ? { day: "numeric" } : {}), timeZone: "UTC" };
  return new Intl.DateTimeFormat("zh-CN", shown).format(Date.UTC(year, month - 1, day || 1));
}
