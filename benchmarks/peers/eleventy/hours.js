// Opening hours as people say them, and as schema.org does.

const NAMES = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
const ENGLISH = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

const hour = (text) => text.replace(/^0/, "");

function times(spans) {
  return spans.map((span) => `${hour(span.opens)}–${hour(span.closes)}`).join("，") || "休息";
}

function named(days) {
  const [first, last] = [days[0], days.at(-1)];
  if (days.length > 2 && days.length === last - first + 1) return `${NAMES[first]}至${NAMES[last]}`;
  return days.map((day) => NAMES[day]).join("、");
}

// Lines of days with the same times, and what they are to machines.
export function said(hours) {
  const week = hours?.week;
  if (!week || !Object.keys(week).length) return { lines: [], spec: [] };
  const days = new Map();
  for (let day = 0; day < 7; day++) {
    const at = times(week[day + 1] ?? []);
    days.set(at, [...(days.get(at) ?? []), day]);
  }
  const spec = [...days.values()].flatMap((same) =>
    (week[same[0] + 1] ?? []).map((span) => ({
      "@type": "OpeningHoursSpecification",
      dayOfWeek: same.map((day) => ENGLISH[day]),
      opens: span.opens,
      closes: span.closes,
    })),
  );
  return { lines: [...days].map(([at, same]) => ({ days: named(same), times: at })), spec };
}
